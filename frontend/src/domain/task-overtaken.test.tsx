import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { vorgangQuery } from "../api/queries.ts";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { BegunProvider } from "./begun.tsx";
import { Tasks } from "./Tasks.tsx";
import { anAufgabe, aVorgang } from "./testdata.ts";

const offen = anAufgabe({
  titel: "Fachlich prüfen",
  felder: [
    {
      ...{ name: "ergebnis", label: "Ergebnis", typ: "auswahl", pflicht: true },
      optionen: [
        { wert: "v", label: "erlaubnisfähig" },
        { wert: "n", label: "nicht erlaubnisfähig" },
      ],
    },
    { name: "vermerk", label: "Vermerk", typ: "text", pflicht: false },
    { name: "gebuehr", label: "Gebühr", typ: "betrag", pflicht: false },
  ],
});
const erledigt: Aufgabe = {
  ...offen,
  ...{ zustand: "erledigt", erledigbar: false, erledigtVon: "Thomas Koch", erledigtAm: "2026-11-20T08:00:00Z" },
  angaben: [{ label: "Ergebnis", text: "erlaubnisfähig" }],
};
const entfallen: Aufgabe = { ...erledigt, zustand: "entfallen", angaben: [] };
const next: Aufgabe = { ...offen, id: "b", element: "entscheiden", titel: "Entscheiden" };

let id: string;
let server: Vorgang;
let answer: () => Response | Promise<Response>;
let kept: Record<string, unknown> | null;
let client: QueryClient;

const withTasks = (...aufgaben: Aufgabe[]) => aVorgang({ id, version: server ? server.version + 1 : 3, aufgaben });
const problem = (reason: string, code: string) => () =>
  Response.json(
    { type: "x", title: "x", status: 409, code, reason },
    { status: 409, headers: { "Content-Type": "application/problem+json" } },
  );

beforeEach(() => {
  id = crypto.randomUUID();
  server = aVorgang({ id, aufgaben: [offen] });
  kept = null;
  client = new QueryClient();
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.endsWith("/verlauf")) return Response.json({ verlauf: [] });
    if (request.url.includes("/entwuerfe/")) {
      if (request.method === "PUT") kept = (await request.json()).inhalt;
      if (request.method === "DELETE") kept = null;
      return request.method === "GET" ? Response.json({ inhalt: kept ?? {} }) : new Response(null, { status: 204 });
    }
    return request.method === "GET" ? Response.json(server) : answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

function Page() {
  const { data } = useQuery({ ...vorgangQuery(id), staleTime: 0 });
  if (!data) return null;
  return (
    <BegunProvider vorgang={data}>
      <Tasks vorgang={data} />
    </BegunProvider>
  );
}
const open = () =>
  render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  );
/** What a live event leads to. */
async function colleague(...aufgaben: Aufgabe[]) {
  server = withTasks(...aufgaben);
  await client.invalidateQueries({ queryKey: ["vorgang", id] });
}
async function fill(user = userEvent.setup()) {
  await user.selectOptions(await screen.findByLabelText("Ergebnis"), "nicht erlaubnisfähig");
  await user.type(screen.getByLabelText(/^Vermerk/), "Rettungsweg zu schmal");
  await user.type(screen.getByLabelText(/^Gebühr/), "95,5");
  return user;
}
const finish = () => screen.getByRole("button", { name: "Aufgabe abschließen" });
const own = (card: HTMLElement) => within(card).getByRole("region", { name: /^Ihre Eingabe/ }).textContent;

it("keeps choice and note and says who was faster when the server says so", async () => {
  open();
  const user = await fill();
  answer = problem("aufgabe_done", "conflict");
  server = withTasks(erledigt, next);
  await user.click(finish());
  const card = await screen.findByRole("alert");
  expect(card.textContent).toContain("Thomas Koch war schneller");
  expect(card.textContent).toContain("20.11.");
  expect(within(card).getByRole("region", { name: /^Das hat Thomas Koch angegeben/ }).textContent).toContain(
    "Ergebniserlaubnisfähig",
  );
  expect(own(card)).toBe("Ihre EingabeErgebnisnicht erlaubnisfähigVermerkRettungsweg zu schmalGebühr95,50\u00a0€");
  expect(screen.getByText(/Entscheiden$/)).toBeTruthy(); // work goes on below
});

it("keeps what was typed when the news of the colleague comes before the button was pressed", async () => {
  open();
  const user = await fill();
  expect(document.activeElement).toBe(screen.getByLabelText(/^Gebühr/));
  await colleague(erledigt, next);
  const card = await screen.findByRole("alert");
  expect(own(card)).toContain("Rettungsweg zu schmal");
  expect(document.activeElement).toBe(card.parentElement); // not lost with the form
  // the next task has a form of its own: it takes nothing away
  await user.type(screen.getByLabelText(/^Vermerk/), "anderes");
  expect(own(card)).toContain("Rettungsweg zu schmal");
});

it("vanishes where nothing was typed, or everything was taken back", async () => {
  open();
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText(/^Vermerk/), "x");
  await user.clear(screen.getByLabelText(/^Vermerk/));
  await colleague(erledigt);
  await waitFor(() => expect(screen.queryByText("Fachlich prüfen")).toBeNull());
  expect(screen.queryByRole("alert")).toBeNull();
});

it("stays over a reload and goes for good when it is dropped", async () => {
  const first = open();
  const user = await fill();
  await colleague(erledigt);
  await screen.findByRole("alert");
  await waitFor(() => expect(kept).not.toBeNull());
  first.unmount();
  open();
  const card = await screen.findByRole("alert");
  expect(own(card)).toContain("Rettungsweg zu schmal");
  await user.click(within(card).getByRole("button", { name: "Meine Eingabe verwerfen" }));
  expect(screen.queryByRole("alert")).toBeNull();
  await waitFor(() => expect(kept).toBeNull());
});

it("says who was faster where there was nothing to type but the button", async () => {
  server = aVorgang({ id, aufgaben: [{ ...offen, felder: [] }] });
  open();
  const user = userEvent.setup();
  answer = problem("aufgabe_done", "conflict");
  await screen.findByRole("button", { name: "Erledigt" });
  server = withTasks({ ...erledigt, felder: [], angaben: [] });
  await user.click(screen.getByRole("button", { name: "Erledigt" }));
  const card = await screen.findByRole("alert");
  expect(card.textContent).toContain("Thomas Koch war schneller");
  expect(card.textContent).toContain("Erledigt ohne Angaben.");
  expect(own(card)).toContain("Sie hatten nichts eingetragen.");
  await user.click(within(card).getByRole("button", { name: "Schließen" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("goes on in the same step when it is open again", async () => {
  open();
  const user = await fill();
  await colleague(erledigt, { ...offen, id: "c" });
  await user.click(await screen.findByRole("button", { name: "In die offene Aufgabe übernehmen" }));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>(/^Vermerk/).value).toBe("Rettungsweg zu schmal");
  expect(screen.getByLabelText<HTMLSelectElement>("Ergebnis").value).toBe("n");
});

it("keeps what was typed for a task that was withdrawn or went to another unit", async () => {
  open();
  await fill();
  await colleague({ ...offen, erledigbar: false, einheitName: "Straßenbaulast" });
  expect((await screen.findByRole("alert")).textContent).toContain("erledigt jetzt Straßenbaulast");
  await colleague(entfallen);
  await screen.findByText("Die Aufgabe ist entfallen");
  expect(own(screen.getByRole("alert"))).toContain("Rettungsweg zu schmal");
});

it("takes one’s own completion for nobody else’s, also when its news comes before the answer", async () => {
  open();
  const user = await fill();
  let respond = (_: Response) => {};
  answer = () => new Promise<Response>((resolve) => (respond = resolve));
  await user.click(finish());
  await colleague(erledigt, next);
  await screen.findByText(/Entscheiden$/);
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getAllByLabelText(/^Vermerk/)).toHaveLength(2);
  respond(Response.json(server));
  await waitFor(() => expect(screen.queryByText("Fachlich prüfen")).toBeNull());
  expect(screen.queryByRole("alert")).toBeNull();
});

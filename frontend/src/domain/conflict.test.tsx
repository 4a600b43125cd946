import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { closeVorgang } from "../api/commands.ts";
import type { AufgabeFeld, Vorgang } from "../api/types.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { BegunProvider } from "./begun.tsx";
import { differences, onlyBeside } from "./conflict.ts";
import { Tasks } from "./Tasks.tsx";
import { anAufgabe, aVorgang } from "./testdata.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";

const before = aVorgang();
const colleague = aVorgang({ version: 4, zustaendig: "tkoch", zustaendigName: "Thomas Koch" });

function Form({ vorgang }: { vorgang: Vorgang }) {
  const action = useVorgangAction<string>(vorgang, (version, grund) => closeVorgang(vorgang.id, version, grund));
  return (
    <>
      <button type="button" onClick={() => action.send("Antrag zurückgezogen")}>
        Senden
      </button>
      <ActionFeedback action={action} typed={(grund) => grund} />
    </>
  );
}

const sent: { version: number; grund: string }[] = [];

function serve() {
  sent.length = 0;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.endsWith("/verlauf")) {
      const entry = { nr: 9, zeit: "2026-11-21T08:00:00Z", art: "zugewiesen", akteur: "tkoch" };
      return Response.json({ verlauf: [{ ...entry, akteurName: "Thomas Koch", daten: {}, hash: "0" }] });
    }
    if (request.url.includes("/entwuerfe/")) return Response.json({ inhalt: {} });
    if (request.method === "GET") return Response.json(colleague);
    const body = await request.json();
    sent.push(body);
    if (body.version === colleague.version) return Response.json({ ...colleague, version: 5 });
    const problem = { type: "x", title: "stale", status: 409, code: "stale", reason: "stale" };
    return Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } });
  });
}
afterEach(() => vi.unstubAllGlobals());

const show = (vorgang: Vorgang) => (
  <QueryClientProvider client={new QueryClient()}>
    <Form vorgang={vorgang} />
  </QueryClientProvider>
);

it("shows both sides and sends again on the new state", async () => {
  serve();
  const user = userEvent.setup();
  render(show(before));
  await user.click(screen.getByRole("button", { name: "Senden" }));
  const box = await screen.findByRole("alert");
  expect(box.textContent).toContain("Antrag zurückgezogen");
  expect(box.textContent).toContain("Sabine Brandt → Thomas Koch");
  await waitFor(() => expect(box.textContent).toContain("Vorgang zugewiesen – Thomas Koch"));
  await user.click(screen.getByRole("button", { name: "Trotzdem senden mit neuem Stand" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(sent).toEqual([
    { version: 3, grund: "Antrag zurückgezogen" },
    { version: 4, grund: "Antrag zurückgezogen" },
  ]);
});

it("says what was chosen in words, not in keys", async () => {
  serve();
  const user = userEvent.setup();
  const felder: AufgabeFeld[] = [
    {
      name: "ergebnis",
      label: "Ergebnis",
      typ: "auswahl",
      pflicht: true,
      optionen: [{ wert: "v", label: "vollständig" }],
    },
    { name: "am", label: "Geprüft am", typ: "datum", pflicht: false },
    { name: "gebuehr", label: "Gebühr", typ: "betrag", pflicht: false },
    { name: "ort", label: "Ort", typ: "text", pflicht: false },
  ];
  const aufgabe = anAufgabe({ id: "7", rolle: "sachbearbeitung", felder });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BegunProvider vorgang={before}>
        <Tasks vorgang={{ ...before, aufgaben: [aufgabe] }} />
      </BegunProvider>
    </QueryClientProvider>,
  );
  await user.selectOptions(screen.getByLabelText("Ergebnis"), "vollständig");
  await user.type(screen.getByLabelText(/^Geprüft am/), "2026-11-20");
  await user.type(screen.getByLabelText(/^Gebühr/), "1.250,5");
  await user.click(screen.getByRole("button", { name: "Aufgabe abschließen" }));
  const typed = await screen.findByRole("region", { name: "Ihre Eingabe" });
  expect(typed.textContent).toBe(
    "Ihre EingabeErgebnis: vollständig\nGeprüft am: 20.11.2026\nGebühr: 1.250,50\u00a0€\nOrt: –",
  );
  await user.type(screen.getByLabelText(/^Ort/), "später");
  expect(typed.textContent).toContain("Ort: –"); // it says what "send anyway" sends
});

it("does not slip over a colleague’s change that arrived while the form was open", async () => {
  serve();
  const user = userEvent.setup();
  const { rerender } = render(show(before));
  rerender(show(colleague));
  await user.click(screen.getByRole("button", { name: "Senden" }));
  await screen.findByText("Jemand war schneller");
  expect(sent[0]?.version).toBe(3);
});

it("names only what differs", () => {
  expect(differences(before, colleague).map((d) => d.field)).toEqual(["zustaendigName"]);
});

it("takes scans, deliveries and own acts for no conflict, anything of others for one", () => {
  const entry = (art: string, akteur: string) =>
    ({ nr: 9, zeit: "2999-01-01T00:00:00Z", art, akteur, akteurName: akteur, daten: {}, hash: "0" }) as const;
  const me = "jlindner";
  expect(onlyBeside([entry("dokument_geprueft", "system"), entry("zugewiesen", me)], before, me)).toBe(true);
  expect(onlyBeside([entry("dokument_geprueft", "system"), entry("zugewiesen", "tkoch")], before, me)).toBe(false);
  expect(onlyBeside([entry("status_geaendert", "system")], before, me)).toBe(false);
  expect(onlyBeside([], before, me)).toBe(false);
});

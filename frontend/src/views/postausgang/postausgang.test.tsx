import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FromContract } from "../../api/from-contract.ts";
import { ichQuery } from "../../api/queries.ts";
import type { Ich, Postbrief, Postergebnis } from "../../api/types.ts";
import { Postausgang } from "./Postausgang.tsx";

const letter = (part: Partial<Postbrief>): Postbrief => ({
  ...{ dokument: "d1", vorgang: "v1", version: 3, vorgangsnummer: "2026-000412", titel: "Erlaubnis", einheit: "32" },
  ...{ einheitName: "Ordnungsamt", art: "nachforderung", betreff: "Lageplan", name: "Ina Müller" },
  ...{ plzOrt: "43210 Lindenfurt", am: "2026-11-20T08:00:00Z", antwortBis: null, gedrucktAm: null, gedrucktVon: "" },
  ...{ druckbar: [], selbst: [], aufgebbar: true },
  ...part,
});
const A = letter({});
const B = letter({ dokument: "d2", name: "Café Ufer", version: 7, selbst: ["plan.dwg"] });

type Body = { briefe: { dokument: string; version: number }[]; bestaetigt: string[]; dokumente?: string[] };
let lying: Postbrief[] = [];
let sent: { path: string; body: Body }[] = [];

/** The server: what `answer` enters no longer lies there. */
function serve(answer: (body: Body) => Postergebnis[]) {
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const url = typeof input === "string" ? input : input.url;
    if (url.endsWith("/postausgang")) return Response.json({ briefe: lying });
    const body = JSON.parse(typeof input === "string" ? String(init?.body) : await input.text());
    sent.push({ path: new URL(url, "http://x").pathname, body });
    if (url.endsWith("/druck")) return new Response("%PDF");
    const ergebnisse = answer(body);
    lying = lying.filter((b) => !ergebnisse.some((r) => r.eingetragen && r.dokument === b.dokument));
    return Response.json({ ergebnisse });
  });
}

beforeEach(() => {
  lying = [A, B];
  sent = [];
  URL.createObjectURL = () => "blob:x";
  URL.revokeObjectURL = () => {};
});
afterEach(() => vi.unstubAllGlobals());

async function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const ich = new FromContract({ rechte: ["vorgang.lesen", "vorgang.bearbeiten"] }).make<Ich>("Ich");
  client.setQueryData(ichQuery.queryKey, ich);
  const router = createRouter({
    routeTree: createRootRoute({ component: Postausgang }),
    history: createMemoryHistory(),
  });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await screen.findByRole("heading", { name: "Postausgang" });
}

it("prints what is selected, and says what a person prints", async () => {
  serve(() => []);
  const user = userEvent.setup();
  await show();
  expect((await screen.findByText(/selbst drucken/)).textContent).toContain("plan.dwg");
  await user.click(screen.getByLabelText(/Brief an Café Ufer auswählen/));
  await user.click(screen.getByLabelText("beidseitig"));
  await user.click(screen.getByRole("button", { name: "Drucken (1)" }));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Das PDF ist erstellt."));
  expect(sent).toEqual([{ path: "/api/v1/postausgang/druck", body: { dokumente: ["d2"], beidseitig: true } }]);
});

it("enters all, keeps what was refused with its reason, and asks once about the rest", async () => {
  const C = letter({ dokument: "d3", name: "Otto Ohnefrist" });
  lying = [A, B, C];
  serve(({ briefe, bestaetigt }) =>
    briefe.map(({ dokument }) => {
      if (dokument === "d1") return { dokument, eingetragen: false, grund: "stale" };
      if (dokument === "d2" && bestaetigt.length === 0)
        return { dokument, eingetragen: false, grund: "short_period_unconfirmed", bestaetigen: ["frist_kurz"] };
      return { dokument, eingetragen: true };
    }),
  );
  const user = userEvent.setup();
  await show();
  await user.click(await screen.findByLabelText("Alle Briefe auswählen"));
  await user.click(screen.getByRole("button", { name: "Eintragen (3)" }));
  const question = await screen.findByRole("alert");
  expect(question.textContent).toContain("Bei einem Brief endet die Antwortfrist");
  await waitFor(() => expect(screen.queryByText("Otto Ohnefrist")).toBeNull());
  expect(screen.getByRole("row", { name: /Ina Müller/ }).textContent).toContain("inzwischen geändert");
  await user.click(screen.getByRole("button", { name: "Ja, so eintragen (1 Brief)" }));
  await waitFor(() => expect(screen.queryByText("Café Ufer")).toBeNull());
  expect(sent.at(-1)?.body).toMatchObject({ briefe: [{ dokument: "d2", version: 7 }], bestaetigt: ["frist_kurz"] });
  expect(screen.getByText("Ina Müller")).toBeTruthy();
});

it("says calmly that nothing lies there", async () => {
  lying = [];
  serve(() => []);
  await show();
  expect(await screen.findByText("Es liegt nichts für die Post bereit.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Drucken/ })).toBeNull();
});

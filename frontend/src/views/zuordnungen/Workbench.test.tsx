import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Inhalt, Muster, Probelauf, Zuordnung } from "../../api/zuordnung.ts";
import { Workbench } from "./Workbench.tsx";

const ID = "00000000-0000-4000-8000-000000000010";
const MUSTER = "00000000-0000-4000-8000-000000000020";
const AM = "2026-11-20T10:00:00Z";

const zuordnung: Zuordnung = {
  id: ID,
  zugang: ID,
  zugangName: "Ordnungsamt",
  adapter: "neutral",
  formular: "kiosk",
  version: "",
  nr: 1,
  zustand: "entwurf",
  stand: 1,
  inhalt: { formular: "kiosk", version: "", verfahren: "gastro" },
  struktur: [],
  schema: "",
  muster: [{ id: MUSTER, name: "kiosk.json", echt: false, am: AM, von: "Ina Tech" }],
  geaendertAm: AM,
  geaendertVon: "Ina Tech",
  aktiviertAm: null,
  aktiviertVon: "",
  aktiv: null,
};
const muster: Muster = {
  ...{ id: MUSTER, name: "kiosk.json", echt: false, am: AM, von: "Ina Tech", zugang: ID },
  ...{
    formular: "kiosk",
    version: "",
    titel: "Kiosk anmelden",
    struktur: [],
    antragsteller: {},
    dokumente: [],
    hinweise: [],
  },
  felder: [
    {
      name: "inhaber",
      typ: "gruppe",
      felder: [{ name: "firma", typ: "text", label: "Name des Betriebs", text: "Kiosk Ufer" }],
    },
    { name: "qm", typ: "zahl", label: "Größe", wert: "12" },
    { name: "ab", typ: "datum", label: "Ab wann", wert: "2027-05-01" },
  ],
};
const probelauf: Probelauf = {
  ...{
    verfahren: "gastro",
    verfahrenTitel: "Gastronomie",
    stand: "1",
    titel: "",
    einheit: "32",
    einheitName: "Ordnungsamt",
  },
  ...{
    zielweg: { art: "regel", regel: 2 },
    leika: [],
    antragstellerName: "Kiosk Ufer",
    antragsteller: { firma: "Kiosk Ufer" },
  },
  ...{ felder: muster.felder, unterlagen: [], hinweise: [] },
  angaben: [{ name: "flaeche", label: "Fläche", pfad: "qm", wert: "12", zustand: "gelesen" }],
};

let saved: { stand: number; inhalt: Inhalt }[];
let stale: boolean;
let server: Zuordnung;

function answer(method: string, path: string, body: { stand: number; inhalt: Inhalt } | null): unknown {
  if (method === "PUT" && body) {
    saved.push(body);
    if (stale) return 409;
    server = { ...server, stand: body.stand + 1, inhalt: body.inhalt };
    return server;
  }
  if (path.endsWith("/verfahren"))
    return {
      verfahren: [
        {
          ...{
            name: "gastro",
            stand: "1",
            titel: "Gastronomie",
            kurz: "Gastro",
            leika: [],
            einheit: "32",
            unterlagen: [],
          },
          daten: [
            { name: "flaeche", label: "Fläche", typ: "zahl" },
            { name: "beginn", label: "Beginn", typ: "datum" },
          ],
        },
      ],
    };
  if (path.endsWith("/einheiten")) return { einheiten: [] };
  if (path.endsWith("/vorschlaege"))
    return { vorschlaege: [{ ziel: "antragsteller.firma", pfad: "inhaber.firma", grund: "name", sicher: true }] };
  if (path.endsWith("/probelauf")) return probelauf;
  if (path.endsWith("/vergleich")) return { gegenNr: null, gegenAm: null, unterschiede: [] };
  if (path.includes("/muster/")) return muster;
  return server;
}

beforeEach(() => {
  saved = [];
  stale = false;
  server = zuordnung;
  vi.stubGlobal("fetch", async (request: Request) => {
    const body = request.method === "PUT" ? await request.json() : null;
    const found = answer(request.method, new URL(request.url).pathname, body);
    if (found === 409)
      return Response.json({ type: "x", title: "x", status: 409, code: "stale", reason: "stale" }, { status: 409 });
    return Response.json(found);
  });
});
afterEach(() => vi.unstubAllGlobals());

async function open(part: Partial<Zuordnung> = {}) {
  server = { ...zuordnung, ...part };
  const shown = server;
  const root = createRootRoute({
    component: () => <Workbench zuordnung={shown} muster={undefined} onShow={() => undefined} />,
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      {/* biome-ignore lint/suspicious/noExplicitAny: a router of its own, without the app's routes */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  );
  await screen.findByRole("treeitem", { name: /^Name des Betriebs/ });
  await screen.findByRole("button", { name: "Fläche" });
  return userEvent.setup();
}

const field = (name: RegExp) => screen.getByRole("treeitem", { name });
const place = (name: string) => screen.getByRole("combobox", { name: `Feld für ${name}` });

it("maps by choosing a target and clicking a field, and saves by itself", async () => {
  const user = await open();
  await user.click(screen.getByRole("button", { name: "Fläche" }));
  expect(screen.getByText("Feld für „Fläche“ wählen")).toBeTruthy();
  await user.click(field(/^Größe/));
  expect(place("Fläche")).toHaveProperty("value", "qm");
  expect(field(/^Größe/).textContent).toContain("→ Fläche");
  await waitFor(() => expect(saved.at(-1)?.inhalt.daten).toEqual({ flaeche: "qm" }), { timeout: 3000 });
  expect(await screen.findByText("Entwurf gespeichert")).toBeTruthy();
});

it("maps the other way round by keyboard alone", async () => {
  const user = await open();
  field(/^inhaber/).focus();
  await user.keyboard("{End}{Enter}");
  expect(screen.getByText("Ziel für „Ab wann“ wählen")).toBeTruthy();
  screen.getByRole("button", { name: "Beginn" }).focus();
  await user.keyboard("{Enter}");
  expect(place("Beginn")).toHaveProperty("value", "ab");
});

it("takes a path by typing and objects to the wrong kind at once", async () => {
  const user = await open();
  await user.type(place("Fläche"), "wann");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(place("Fläche")).toHaveProperty("value", "ab");
  expect(screen.getByText(/Das Feld ist „Datum“, gebraucht wird „Zahl“/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Zuordnung von Fläche entfernen" }));
  expect(place("Fläche")).toHaveProperty("value", "");
});

it("accepts a suggestion", async () => {
  const user = await open();
  await user.click(
    await screen.findByRole("button", {
      name: "Vorschlag übernehmen: inhaber.firma für Antragsteller: Firma (Name passt)",
    }),
  );
  expect(place("Antragsteller: Firma")).toHaveProperty("value", "inhaber.firma");
});

it("adds a label for a field and lets it be rewritten", async () => {
  const user = await open();
  await user.click(screen.getByRole("button", { name: "+ Feld bezeichnen" }));
  await user.click(field(/^Größe/));
  const input = screen.getByRole("textbox", { name: "Bezeichnung von qm" });
  await user.clear(input);
  await user.type(input, "Fläche des Kiosks{Enter}");
  await waitFor(() => expect(saved.at(-1)?.inhalt.labels).toEqual({ qm: "Fläche des Kiosks" }), { timeout: 3000 });
});

it("shows the case and why the unit gets it", async () => {
  await open();
  const run = await screen.findByRole("region", { name: "Probelauf" });
  expect(await within(run).findByRole("heading", { name: "Kiosk Ufer" })).toBeTruthy();
  expect(within(run).getByText(/Zeile 2 der Zuständigkeit passt/)).toBeTruthy();
});

it("keeps what was done when somebody else was faster, and joins both", async () => {
  const user = await open();
  stale = true;
  server = { ...server, stand: 5, geaendertVon: "Udo Werk", inhalt: { ...zuordnung.inhalt, daten: { beginn: "ab" } } };
  await user.click(screen.getByRole("button", { name: "Fläche" }));
  await user.click(field(/^Größe/));
  expect(await screen.findByText(/Udo Werk hat ihn/, {}, { timeout: 3000 })).toBeTruthy();
  expect(place("Fläche")).toHaveProperty("value", "qm");
  stale = false;
  await user.click(screen.getByRole("button", { name: "Meine Änderungen darauf anwenden" }));
  await waitFor(
    () => expect(saved.at(-1)).toMatchObject({ stand: 5, inhalt: { daten: { beginn: "ab", flaeche: "qm" } } }),
    {
      timeout: 3000,
    },
  );
});

it("leaves an active mapping alone and offers a new version", async () => {
  await open({ zustand: "aktiv", inhalt: { ...zuordnung.inhalt, daten: { flaeche: "qm" } } }).catch(() => undefined);
  expect(screen.getByRole("button", { name: "Neue Fassung beginnen" })).toBeTruthy();
  expect(screen.queryByRole("combobox")).toBeNull();
});

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Zuordnung } from "../../api/zuordnung.ts";
import { FakeServer, zuordnung } from "./testdata.ts";
import { Workbench } from "./Workbench.tsx";

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
});
afterEach(() => vi.unstubAllGlobals());

async function open(part: Partial<Zuordnung> = {}) {
  const shown = { ...zuordnung, id: crypto.randomUUID(), ...part };
  server.draft = shown;
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
  if (shown.zustand === "entwurf") await screen.findByRole("button", { name: "Fläche" });
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
  await waitFor(() => expect(server.saved.at(-1)?.inhalt.daten).toEqual({ flaeche: "qm" }));
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
  await waitFor(() => expect(server.saved.at(-1)?.inhalt.labels).toEqual({ qm: "Fläche des Kiosks" }));
});

it("shows the case and why the unit gets it", async () => {
  await open();
  const run = await screen.findByRole("region", { name: "Probelauf" });
  expect(await within(run).findByRole("heading", { name: "Kiosk Ufer" })).toBeTruthy();
  expect(within(run).getByText(/Zeile 2 der Zuständigkeit passt/)).toBeTruthy();
});

it("keeps what was done when somebody else was faster, and joins both", async () => {
  const user = await open();
  server.stale = true;
  server.draft = {
    ...zuordnung,
    stand: 5,
    geaendertVon: "Udo Werk",
    inhalt: { ...zuordnung.inhalt, daten: { beginn: "ab" } },
  };
  await user.click(screen.getByRole("button", { name: "Fläche" }));
  await user.click(field(/^Größe/));
  expect(await screen.findByText(/Udo Werk hat ihn/)).toBeTruthy();
  expect(place("Fläche")).toHaveProperty("value", "qm");
  server.stale = false;
  await user.click(screen.getByRole("button", { name: "Meine Änderungen darauf anwenden" }));
  await waitFor(
    () => expect(server.saved.at(-1)).toMatchObject({ stand: 5, inhalt: { daten: { beginn: "ab", flaeche: "qm" } } }),
    {
      timeout: 3000,
    },
  );
});

it("saves a mark alone", async () => {
  const user = await open();
  await user.click(screen.getByRole("checkbox", { name: /^Bei geändertem Formular anhalten/ }));
  await waitFor(() => expect(server.saved.at(-1)?.inhalt.anhalten).toBe(true));
  expect(await screen.findByText("Entwurf gespeichert")).toBeTruthy();
});

it("has nothing to save after an edit that changes nothing", async () => {
  const user = await open({ inhalt: { ...zuordnung.inhalt, daten: { flaeche: "qm" } } });
  await user.click(screen.getByRole("button", { name: "Fläche" }));
  await user.click(field(/^Größe/));
  expect(screen.getByText("Entwurf gespeichert")).toBeTruthy();
});

it("leaves an active mapping alone and offers a new version", async () => {
  await open({ zustand: "aktiv", inhalt: { ...zuordnung.inhalt, daten: { flaeche: "qm" } } });
  expect(screen.getByRole("button", { name: "Neue Fassung beginnen" })).toBeTruthy();
  expect(screen.queryByRole("combobox")).toBeNull();
});

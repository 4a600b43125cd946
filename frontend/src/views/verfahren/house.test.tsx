import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Verfahrensbefund, Verfahrensversion } from "../../api/verfahren.ts";
import { ActivateDialog } from "./ActivateDialog.tsx";
import { VersionFindings } from "./VersionFindings.tsx";

afterEach(() => vi.unstubAllGlobals());

const lacks: Verfahrensbefund = {
  schwere: "fehler",
  stelle: "zuarbeit",
  name: "Zuarbeit",
  text: "Die Einheit fehlt.",
  elemente: [],
};
const warns: Verfahrensbefund = {
  schwere: "warnung",
  stelle: "einheit",
  name: "",
  text: "Die Poststelle bekommt es.",
  elemente: [],
};

const version = (part: Partial<Verfahrensversion>): Verfahrensversion => ({
  ...{
    id: "v1",
    name: "baum",
    stand: "2",
    titel: "Baum",
    zustand: "geprueft",
    gilt: false,
    befunde: [],
    haus: [],
    offen: [],
  },
  ...{
    herkunft: "ordner",
    angelegtAm: "2026-11-20T08:00:00Z",
    angelegtVon: "Kontor",
    laufende: 0,
    dateien: [],
    bild: "",
  },
  ...{ geaendertAm: "2026-11-20T08:00:00Z", geaendertVon: "Kontor", formulare: [] },
  ...part,
});

it("shows what this house lacks beside what is wrong with the version, errors before warnings", () => {
  render(<VersionFindings version={version({ haus: [warns, lacks] })} onShow={() => {}} />);
  const card = screen.getByRole("region", { name: "Befunde" });
  expect(card.textContent).not.toContain("Keine Befunde.");
  expect(
    within(card)
      .getAllByRole("heading")
      .map((h) => h.textContent),
  ).toEqual(["Befunde", "In diesem Haus", "Fehler", "Warnungen"]);
  expect(within(card).getByRole("region", { name: "Fehler" }).textContent).toContain("Zuarbeit: Die Einheit fehlt.");
  expect(within(card).getByRole("region", { name: "Warnungen" }).textContent).toContain("einheit: Die Poststelle");
});

/** Opens the dialog on what the server finds. */
async function activate(haus: Verfahrensbefund[]) {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = () => {};
  vi.stubGlobal("fetch", async () =>
    Response.json({
      gegen: "",
      unterschiede: [],
      konflikte: [],
      haus,
      offen: ["ob es passt"],
      laufende: 0,
      aelter: false,
    }),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ActivateDialog version={version({})} onClose={() => {}} />
    </QueryClientProvider>,
  );
  await screen.findByText("Bisher nimmt keine Version dieses Verfahrens neue Anträge an.");
}

it("does not offer to activate what needs something this house does not have, and says what", async () => {
  await activate([warns, lacks]);
  const notice = screen.getByRole("alert");
  expect(notice.textContent).toContain("Diesem Haus fehlt, was die Version braucht");
  expect(notice.textContent).toContain("Zuarbeit: Die Einheit fehlt.");
  expect(screen.queryByRole("button", { name: "Aktivieren" })).toBeNull();
});

it("says what could not be judged, on the page and before activating", async () => {
  const { unmount } = render(<VersionFindings version={version({ offen: ["ob es passt"] })} onShow={() => {}} />);
  expect(screen.getByRole("heading", { name: "Nicht beurteilt" })).toBeTruthy();
  expect(screen.getByText("ob es passt")).toBeTruthy();
  unmount();
  await activate([]);
  expect(screen.getByText("ob es passt")).toBeTruthy();
});

it("lets a warning of the house be read and the version be activated", async () => {
  await activate([warns]);
  expect(screen.getByText("In diesem Haus zu beachten")).toBeTruthy();
  expect(screen.getByText(/Die Poststelle bekommt es/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Aktivieren" })).toBeTruthy();
});

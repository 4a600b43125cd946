import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Bescheid, Rueckfrage } from "../../../api/types.ts";
import { serveDecision, showDecision } from "./decision-test.tsx";

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= () => {};
});
afterEach(() => vi.unstubAllGlobals());

const found = {
  ...{ am: "2026-03-10T09:00:00Z", von: "Sabine Brandt", anlass: "bekanntgabe" as const, grund: "", schritte: [] },
  ...{ aufgegebenAm: "2026-03-10", bekanntgabeAm: "2026-03-14", rechtsbehelfBis: "2026-04-14", regel: "B4" },
};

const announced = (part: Partial<Bescheid>): Bescheid => ({
  ...{
    id: "b",
    ergebnis: "bewilligt",
    begruendung: "",
    tenor: "",
    ablehnung: "",
    nebenbestimmungen: [],
    auflagen: [],
    adressaten: [],
    anlagen: [],
    gebuehr: 0,
    kanal: "post",
  },
  ...{ zustand: "bekanntgegeben", am: "2026-03-10T08:00:00Z", von: "Sabine Brandt", posttag: "2026-03-13" },
  aktionen: ["tag_feststellen", "posttag_berichtigen", "spaeter_zugegangen", "zurueckgekommen", "nicht_zugegangen"],
  aufgegebenAm: "2026-03-10",
  bekanntgabe: { regel: "B4", am: "2026-03-14", rechtsbehelfBis: "2026-04-14", schritte: [] },
  feststellungen: [found],
  folgen: [],
  aenderungen: [],
  ...part,
});

/** The server asks once, with this, and does it when it is confirmed or said. */
const serve = (rueckfrage: Rueckfrage, done: (body: Record<string, unknown>) => boolean) =>
  serveDecision("consequence_unconfirmed", (body) => (done(body) ? undefined : rueckfrage));

it("puts a posting day right after showing what follows", async () => {
  const folge = { bestaetigen: ["folge"], bekanntgabeAm: "2026-03-16", rechtsbehelfBis: "2026-04-16" };
  const sent = serve(folge, (body) => body.bestaetigt !== undefined);
  const user = userEvent.setup();
  showDecision(announced({}));
  await user.click(screen.getByRole("button", { name: "Bekanntgabe berichtigen …" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.click(dialog.getByLabelText("Der Brief ging an einem anderen Tag zur Post"));
  await user.type(dialog.getByLabelText("Zur Post gegeben am"), "2026-03-12");
  await user.type(dialog.getByLabelText("Grund"), "Postausgangsbuch");
  await user.click(dialog.getByRole("button", { name: "Weiter" }));
  const box = await dialog.findByRole("alert");
  expect(box.textContent).toContain("Mo 16.03.2026");
  expect(box.textContent).toContain("Do 16.04.2026");
  await user.click(dialog.getByRole("button", { name: "Ja, so berichtigen" }));
  const body = { anlass: "posttag_berichtigen", grund: "Postausgangsbuch", aufgegebenAm: "2026-03-12" };
  await waitFor(() => expect(sent).toEqual([body, { ...body, bestaetigt: ["folge"] }]));
});

it("sends a letter that came back to another address, and says that nothing is announced", async () => {
  const sent = serve({ bestaetigen: ["folge"] }, (body) => body.bestaetigt !== undefined);
  const user = userEvent.setup();
  showDecision(announced({}));
  await user.click(screen.getByRole("button", { name: "Bekanntgabe berichtigen …" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.click(dialog.getByLabelText("Der Brief ist zurückgekommen"));
  await user.type(dialog.getByLabelText("Grund"), "verzogen");
  await user.click(dialog.getByLabelText("Der Brief geht an eine andere Anschrift"));
  await user.type(dialog.getByLabelText("Name"), "Ina Lebt");
  await user.type(dialog.getByLabelText("Straße und Hausnummer"), "Am Dom 1");
  await user.type(dialog.getByLabelText("Postleitzahl und Ort"), "39576 Stendal");
  await user.click(dialog.getByRole("button", { name: "Weiter" }));
  expect((await dialog.findByRole("alert")).textContent).toContain("Der Bescheid ist dann nicht bekannt gegeben");
  await user.click(dialog.getByRole("button", { name: "Ja, so berichtigen" }));
  const anschrift = { name: "Ina Lebt", strasse: "Am Dom 1", plzOrt: "39576 Stendal" };
  await waitFor(() =>
    expect(sent.at(-1)).toEqual({ anlass: "zurueckgekommen", grund: "verzogen", anschrift, bestaetigt: ["folge"] }),
  );
});

it("says what an earlier day means before anybody confirms it", async () => {
  const sent = serve({ bestaetigen: ["folge"] }, () => true);
  const user = userEvent.setup();
  showDecision(announced({ id: "eigen" })); // what is typed is kept for the act
  await user.click(screen.getByRole("button", { name: "Bekanntgabe berichtigen …" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.click(dialog.getByLabelText("Ich stelle den Tag der Bekanntgabe selbst fest"));
  const day = dialog.getByLabelText("Bekannt gegeben am");
  await user.type(day, "2026-03-16");
  expect(dialog.queryByText(/förmlich zugestellt/)).toBeNull();
  await user.clear(day);
  await user.type(day, "2026-03-11");
  expect(dialog.getByText(/gilt nie früher als bekannt gegeben/)).toBeTruthy();
  await user.selectOptions(dialog.getByLabelText("Nachweis des Tages"), "Zustellungsurkunde der Post");
  await user.type(dialog.getByLabelText("Grund"), "Urkunde liegt vor");
  await user.click(dialog.getByRole("button", { name: "Weiter" }));
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ bekanntgabeAm: "2026-03-11", beleg: "zustellungsurkunde" }));
});

it("shows what was found before", () => {
  serve({ bestaetigen: [] }, () => true);
  const later = {
    ...found,
    am: "2026-03-13T09:00:00Z",
    anlass: "posttag_berichtigen" as const,
    grund: "Postausgangsbuch",
  };
  showDecision(announced({ feststellungen: [found, later] }));
  const list = screen.getByText("Wie der Tag festgestellt wurde").closest("details");
  expect(list?.textContent).toContain("bekannt gegeben am Sa 14.03.2026");
  expect(list?.textContent).toContain("Tag der Aufgabe berichtigt");
  expect(list?.textContent).toContain("Grund: Postausgangsbuch");
});

it("asks whoever posts a letter without a rule for the day and the reason, in the same act", async () => {
  const rueckfrage = { bestaetigen: ["tag"], regel: "ohne Regel", schritte: ["Keine geprüfte Regel hinterlegt."] };
  const sent = serve(rueckfrage, (body) => body.bekanntgabeAm !== undefined);
  const user = userEvent.setup();
  showDecision(
    announced({ zustand: "zur_post", aktionen: ["postaufgabe"], bekanntgabe: undefined, feststellungen: [] }),
  );
  await user.click(screen.getByRole("button", { name: "Eintragen" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Keine geprüfte Regel hinterlegt.");
  await user.type(screen.getByLabelText("Bekannt gegeben am"), "2026-03-17");
  await user.type(screen.getByLabelText("Woraus sich der Tag ergibt"), "Art. 41 BayVwVfG");
  await user.click(screen.getByRole("button", { name: /^Ja, am/ }));
  await waitFor(() =>
    expect(sent.at(-1)).toEqual({
      ...{ aufgegebenAm: "2026-03-13", bestaetigt: [] },
      ...{ bekanntgabeAm: "2026-03-17", grund: "Art. 41 BayVwVfG" },
    }),
  );
});

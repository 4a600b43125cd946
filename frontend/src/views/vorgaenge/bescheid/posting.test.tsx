import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Bescheid, Rueckfrage } from "../../../api/types.ts";
import { serveDecision, showDecision } from "./decision-test.tsx";

afterEach(() => vi.unstubAllGlobals());

const decision = (part: Partial<Bescheid>): Bescheid => ({
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
  zustand: "zur_post",
  am: "2026-04-02T08:00:00Z",
  von: "Sabine Brandt",
  aktionen: ["postaufgabe"],
  posttag: "2026-04-02",
  aufgegebenAm: null,
  feststellungen: [],
  folgen: [],
  aenderungen: [],
  ...part,
});

/** The server as it answers on `tag`: asks for what was not confirmed. */
const serve = (asks: string[]) =>
  serveDecision("posting_day_unconfirmed", ({ bestaetigt }) => {
    const bestaetigen = asks.filter((was) => !(bestaetigt as string[]).includes(was));
    if (bestaetigen.length === 0) return undefined;
    return {
      bestaetigen,
      regel: "B4",
      bekanntgabeAm: "2026-04-07",
      rechtsbehelfBis: "2026-05-07",
    } as Partial<Rueckfrage>;
  });

it("posts a letter that waits for it with one button, on the day the server suggests", async () => {
  const sent = serve([]);
  showDecision(decision({}));
  await userEvent.click(screen.getByRole("button", { name: "Eintragen" }));
  await waitFor(() => expect(sent).toEqual([{ aufgegebenAm: "2026-04-02", bestaetigt: [] }]));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("suggests no day when nobody posts today", () => {
  serve([]);
  showDecision(decision({ posttag: null }));
  expect(screen.getByLabelText("Zur Post gegeben am")).toHaveProperty("value", "");
});

it("asks about a holiday with the dates that would follow, and drops the question with another day", async () => {
  const sent = serve(["kein_werktag"]);
  const user = userEvent.setup();
  showDecision(decision({ posttag: "2026-04-03" }));
  await user.click(screen.getByRole("button", { name: "Eintragen" }));
  const box = await screen.findByRole("alert");
  expect(box.textContent).toContain("Fr 03.04.2026 ist ein Sonntag oder Feiertag");
  expect(box.textContent).toContain("Di 07.04.2026");
  expect(box.textContent).toContain("Do 07.05.2026");
  await user.clear(screen.getByLabelText("Zur Post gegeben am"));
  await user.type(screen.getByLabelText("Zur Post gegeben am"), "2026-04-02");
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Eintragen" }));
  await user.click(await screen.findByRole("button", { name: "Ja, am Do 02.04.2026 zur Post gegeben" }));
  await waitFor(() =>
    expect(sent).toEqual([
      { aufgegebenAm: "2026-04-03", bestaetigt: [] },
      { aufgegebenAm: "2026-04-02", bestaetigt: [] },
      { aufgegebenAm: "2026-04-02", bestaetigt: ["kein_werktag"] },
    ]),
  );
});

it("offers the post to a decision that waits for retrieval only behind another way, and says what ends", async () => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= () => {};
  const sent = serve(["anderer_weg"]);
  const user = userEvent.setup();
  showDecision(decision({ kanal: "antragsraum", zustand: "bereitgestellt", aktionen: ["anderer_weg"] }));
  expect(screen.queryByLabelText("Zur Post gegeben am")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Anderer Weg …" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/endet diese Bereitstellung/)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Weiter" }));
  expect((await dialog.findByRole("alert")).textContent).toContain(
    "Bekannt gegeben wäre der Bescheid am Di 07.04.2026",
  );
  await user.click(dialog.getByRole("button", { name: /^Ja, am/ }));
  await waitFor(() => expect(sent.at(-1)).toEqual({ aufgegebenAm: "2026-04-02", bestaetigt: ["anderer_weg"] }));
});

it("offers nothing where the server allows nothing", () => {
  serve([]);
  showDecision(decision({ zustand: "bereitgestellt", aktionen: [] }));
  expect(screen.queryByRole("button")).toBeNull();
});

import type { Page } from "@playwright/test";
import { act, call, completeTask, message, openVorgang, tab, takeAndAccept, toasts } from "./fixtures/desk.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

/** The day so many days from now, as a date field takes it. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** 24.11.2026 */
const german = (day: string): string => day.split("-").reverse().join(".");

/** Until when the applicant can answer the first request, as the server counts it. */
async function lastDay(page: Page, id: string): Promise<string> {
  return (await call(page, "GET", `/api/v1/vorgaenge/${id}`)).nachrichten.find((n) => n.antwortBis)?.antwortBis ?? "";
}

test("a deadline is extended, stopped and goes on for desk, process and applicant", async ({
  desk,
  gastronomie,
  applicant,
}) => {
  const { vorgang } = await gastronomie();
  const { id } = vorgang;
  await takeAndAccept(desk, id);
  const { aufgaben } = await completeTask(desk, id, "vollstaendigkeit", { ergebnis: "unvollstaendig" });
  await act(desk, id, "nachrichten", {
    art: "nachforderung",
    aufgabe: aufgaben.find((a) => a.element === "nachforderung" && a.zustand === "offen")?.id,
    betreff: "Lageplan",
    text: "Bitte reichen Sie den Lageplan nach.",
    antwortBis: inDays(14),
    punkte: [{ titel: "Lageplan" }],
  });
  await openVorgang(desk, id);
  const card = desk.getByRole("region", { name: "Fristen" });
  const dialog = desk.getByRole("dialog");

  await test.step("extended, with a reason", async () => {
    const before = await lastDay(desk, id);
    await card.getByRole("button", { name: "Frist verlängern: Lageplan" }).click();
    await dialog.getByLabel("Antwort bis").fill(inDays(40));
    await dialog.getByLabel("Grund").fill("Der Planer ist krank.");
    await dialog.getByRole("button", { name: "Frist verlängern" }).click();
    await expect(toasts(desk, /^Frist verlängert bis/)).toBeVisible();
    const after = await lastDay(desk, id);
    expect(after > before).toBe(true);
    await expect(card).toContainText(german(after));
    await tab(desk, "Prozess").click();
    await expect(desk.getByRole("listitem").filter({ hasText: "Frist abgelaufen" })).toContainText(german(after));
  });

  await test.step("stopped: nobody has a day any more, and the applicant reads why", async () => {
    await tab(desk, "Nachrichten").click();
    await message(desk, "Bitte reichen Sie den Lageplan nach.")
      .getByRole("button", { name: /^Uhr anhalten/ })
      .click();
    await dialog.getByLabel("Grund").fill("Wir fragen selbst bei der Straßenbaulast.");
    await dialog.getByRole("button", { name: "Uhr anhalten" }).click();
    await expect(toasts(desk, "Die Uhr steht.")).toBeVisible();
    await tab(desk, "Prozess").click();
    await expect(desk.getByRole("listitem").filter({ hasText: "Frist abgelaufen" })).toContainText(
      "Uhr ist angehalten",
    );

    const raum = await applicant("organisation", 3);
    await openAntrag(raum, id);
    await expect(raum.getByText("Ihre Frist ist angehalten").first()).toBeVisible();
    await expect(raum.getByText("Es fehlt noch 1 Unterlage. Bitte senden Sie sie uns.").first()).toBeVisible();
  });

  await test.step("goes on, and all of it stands in the journal", async () => {
    await openVorgang(desk, id);
    await card.getByRole("button", { name: "Uhr weiterlaufen lassen: Lageplan" }).click();
    await dialog.getByLabel("Grund").fill("Geklärt.");
    await dialog.getByRole("button", { name: "Uhr weiterlaufen lassen" }).click();
    await expect(card).toContainText(german(await lastDay(desk, id)));
    await tab(desk, "Verlauf").click();
    for (const [entry, grund] of [
      ["Antwortfrist verlängert", "Der Planer ist krank."],
      ["Antwortfrist angehalten", "Wir fragen selbst bei der Straßenbaulast."],
      ["Antwortfrist läuft weiter", "Geklärt."],
    ]) {
      await expect(desk.getByRole("listitem").filter({ hasText: entry })).toContainText(grund ?? "");
    }
  });
});

import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, comment, completeTask, message, nextStep, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { expect, test } from "./fixtures/test.ts";

test("two people write: both sides are shown and nothing is lost", async ({
  desk,
  staff,
  freierAntrag,
  displayName,
}) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "nachrichten?neu=nachricht");
  await desk.getByLabel("Betreff").fill("Ortstermin");
  await desk.getByLabel("Text", { exact: true }).fill("Wir kommen am Montag.");

  const other = await staff("sachbearbeitung2");
  await openVorgang(other, vorgang.id, "nachrichten?neu=nachricht");
  await expect(other.getByText(`${await displayName("sachbearbeitung")} schreibt`)).toBeVisible();
  await other.getByLabel("Betreff").fill("Absage");
  await other.getByLabel("Text", { exact: true }).fill("Der Termin fällt aus.");
  await other.getByRole("button", { name: "Nachricht senden" }).click();
  await expect(message(other, "Absage")).toBeVisible();

  await desk.getByRole("button", { name: "Nachricht senden" }).click();
  const conflict = desk.getByRole("alert").filter({ hasText: "Jemand war schneller" });
  await expect(conflict.getByRole("region", { name: "Das hat sich geändert" })).toContainText("Nachricht gesendet");
  await expect(conflict.getByRole("region", { name: "Das hat sich geändert" })).toContainText(
    await displayName("sachbearbeitung2"),
  );
  await expect(conflict.getByRole("region", { name: "Ihre Eingabe" })).toContainText("Wir kommen am Montag.");
  await expect(desk.getByLabel("Text", { exact: true })).toHaveValue("Wir kommen am Montag.");
  await desk.getByRole("button", { name: "Trotzdem senden mit neuem Stand" }).click();
  await expect(message(desk, "Wir kommen am Montag.")).toBeVisible();
  await expect(message(desk, "Der Termin fällt aus.")).toBeVisible();
});

test("a form that was begun before a colleague's change asks first", async ({ desk, staff, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await desk.getByRole("button", { name: "Weitere …" }).click();
  await desk.getByRole("button", { name: "Aktenzeichen ändern" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel("Aktenzeichen").fill("32-1/2027");
  const other = await staff("sachbearbeitung2");
  await other.goto("/");
  await comment(other, vorgang.id, "Das Aktenzeichen steht schon fest.");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Jemand war schneller");
  await dialog.getByRole("button", { name: "Trotzdem senden mit neuem Stand" }).click();
  await expect(desk.getByText("Az. 32-1/2027")).toBeVisible();
});

test("a task that a colleague's act overtook says in words what was chosen", async ({ desk, staff, gastronomie }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await desk.getByLabel("Ergebnis der Prüfung").selectOption({ label: "unvollständig" });
  const lead = await staff("teamleitung");
  await lead.goto("/");
  await comment(lead, vorgang.id, "Bitte warten.");
  await nextStep(desk).getByRole("button", { name: "Aufgabe abschließen" }).click();
  const conflict = desk.getByRole("alert").filter({ hasText: "Jemand war schneller" });
  await expect(conflict.getByRole("region", { name: "Ihre Eingabe" })).toHaveText(
    /Ergebnis der Prüfung: unvollständig$/,
  );
  await expectAccessible(desk);
});

const RESULT = "Ergebnis der fachlichen Prüfung";

const check = (page: Page) => nextStep(page).getByRole("form", { name: "Fachliche Prüfung" });

/** Opens the case at its technical check and fills its form, without sending it. */
async function checkTechnically(page: Page, id: string, result: string, note: string): Promise<void> {
  await openVorgang(page, id);
  await check(page).getByLabel(RESULT).selectOption({ label: result });
  await check(page).getByLabel("Prüfvermerk").fill(note);
}
const finish = (page: Page) => check(page).getByRole("button", { name: "Aufgabe abschließen" }).click();

test("two people finish a task in the same second: the second keeps choice and note and sees who was faster", async ({
  desk,
  staff,
  gastronomie,
  displayName,
}) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "vollstaendig" });
  await checkTechnically(desk, vorgang.id, "nicht erlaubnisfähig", "Der Rettungsweg ist zu schmal.");
  // The second presses before any news of the first has come.
  let newsArrives = () => {};
  const news = new Promise<void>((resolve) => {
    newsArrives = resolve;
  });
  await desk.route(`**/api/v1/vorgaenge/${vorgang.id}`, async (route) => {
    await news;
    await route.continue();
  });
  const first = await staff("teamleitung");
  await checkTechnically(first, vorgang.id, "erlaubnisfähig", "Alles wie im Plan.");
  await finish(first);
  await expect(check(first)).toHaveCount(0);
  await finish(desk);
  newsArrives();

  const name = await displayName("teamleitung");
  const card = desk.getByRole("alert").filter({ hasText: `${name} war schneller` });
  await expect(card.getByRole("region", { name: `Das hat ${name} angegeben` })).toContainText("Alles wie im Plan.");
  const own = card.getByRole("region", { name: "Ihre Eingabe" });
  await expect(own).toContainText("nicht erlaubnisfähig");
  await expect(own).toContainText("Der Rettungsweg ist zu schmal.");
  await expectAccessible(desk);
  await card.getByRole("button", { name: "Meine Eingabe verwerfen" }).click();
  await expect(card).toHaveCount(0);
});

test("a form that a colleague's news takes away stays as a card, over a reload too", async ({
  desk,
  staff,
  gastronomie,
  displayName,
}) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await nextStep(desk).getByLabel("Ergebnis der Prüfung").selectOption({ label: "unvollständig" });
  const first = await staff("teamleitung");
  await first.goto("/");
  await completeTask(first, vorgang.id, "vollstaendigkeit", { ergebnis: "vollstaendig" });
  const card = desk.getByRole("alert").filter({ hasText: `${await displayName("teamleitung")} war schneller` });
  await expect(card.getByRole("region", { name: "Ihre Eingabe" })).toContainText("unvollständig");
  await desk.reload();
  await expect(card.getByRole("region", { name: "Ihre Eingabe" })).toContainText("unvollständig");
  await card.getByRole("button", { name: "Meine Eingabe verwerfen" }).press("Enter");
  await expect(card).toHaveCount(0);
  await expect(nextStep(desk)).toBeFocused();
  await desk.reload();
  await expect(nextStep(desk).getByLabel(RESULT)).toBeVisible();
  await expect(card).toHaveCount(0);
});

test("a colleague closes the case: what was begun stays as a card, over a reload too, until it is dropped", async ({
  desk,
  staff,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "bescheid");
  await desk.getByLabel(/^Ablehnung/).check();
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  await desk.getByLabel(/^Begründung/).fill("Der Gehweg ist zu schmal.");
  const other = await desk.context().newPage();
  await openVorgang(other, vorgang.id);
  await other.getByRole("button", { name: "Wiedervorlage", exact: true }).click();
  await other.getByLabel("Worum geht es?").fill("Gutachten nachfragen");
  const lead = await staff("teamleitung");
  await lead.goto("/");
  await act(lead, vorgang.id, "abschluss");

  const card = (page: Page, text: string) => page.getByRole("alert").filter({ hasText: text });
  const decision = card(desk, "Nicht mehr möglich: Bescheid erstellen");
  await expect(decision.getByRole("region", { name: "Ihre Eingabe" })).toContainText("Der Gehweg ist zu schmal.");
  await expectAccessible(desk);
  const reminder = card(other, "Nicht mehr möglich: Wiedervorlage");
  await expect(other.getByRole("dialog").getByRole("alert")).toContainText("Gutachten nachfragen");
  await other.keyboard.press("Escape");
  await expect(reminder.getByRole("region", { name: "Das hat sich geändert" })).toContainText("abgeschlossen");
  await other.reload();
  await expect(reminder).toContainText("Gutachten nachfragen");
  await reminder.getByRole("button", { name: "Meine Eingabe verwerfen" }).click();
  await expect(reminder).toHaveCount(0);
  await other.close();
  await desk.reload();
  await decision.getByRole("button", { name: "Meine Eingabe verwerfen" }).press("Enter");
  await expect(decision).toHaveCount(0);
  await desk.reload();
  await expect(desk.getByText("Noch kein Bescheid")).toBeVisible();
  await expect(decision).toHaveCount(0);
});

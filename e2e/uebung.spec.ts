import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { call, completeTask, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

const now = (page: Page) => page.getByRole("region", { name: "Was jetzt zu tun ist" });
const clock = (page: Page) => page.getByRole("region", { name: "Uhr der Übung" });
const arriving = (page: Page) => page.getByRole("region", { name: "Was eintreffen kann" });
const steps = (page: Page) => page.getByRole("region", { name: "Ihre Schritte" });
const waits = (page: Page) => page.getByRole("region", { name: "Worauf der Vorgang wartet" });
const task = (page: Page, name: string) => now(page).getByRole("form", { name });
const done = (page: Page, name: string) => task(page, name).getByRole("button", { name: "Erledigen" }).click();

/** From the first task to a hearing of which the letter is sent. */
async function hear(page: Page): Promise<void> {
  await task(page, "Vollständigkeit prüfen").getByLabel("Ergebnis der Prüfung").selectOption({ label: "vollständig" });
  await done(page, "Vollständigkeit prüfen");
  await task(page, "Zuarbeit der Straßenbaulast").getByLabel("Stellungnahme").fill("Gehweg nur 2,00 m breit.");
  await task(page, "Zuarbeit der Straßenbaulast").getByLabel("Ja", { exact: true }).check();
  await done(page, "Zuarbeit der Straßenbaulast");
  await expect(now(page).getByRole("form")).toHaveCount(1);
  await task(page, "Fachliche Prüfung")
    .getByLabel("Ergebnis der fachlichen Prüfung")
    .selectOption({ label: "erlaubnisfähig mit Auflagen" });
  await done(page, "Fachliche Prüfung");
  await done(page, "Anhörung durchführen");
  await expect(waits(page)).toContainText("beginnt, sobald das Schreiben bekannt ist");
}

test("a hearing over Christmas with the clock turned ends with 28 December", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/verfahren");
  await page.getByRole("link", { name: /aussengastronomie\/2$/ }).click();
  await page.getByRole("link", { name: "Durchspielen" }).click();
  await expect(page.getByText("Nichts wird gespeichert, niemand wird angeschrieben")).toBeVisible();
  await page.getByLabel("Tag des Eingangs").fill("2026-12-11");
  await page.getByLabel("Uhrzeit").fill("15:00");
  await page.getByLabel("Firma (freiwillig)").fill("Café Kornblume");
  await page.getByLabel("Fläche in m² (freiwillig)").fill("40");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Übung beginnen" }).click();
  await expect(clock(page)).toContainText("Fr 11.12.2026, 15:00 Uhr");

  await test.step("a step that is not complete says what is missing, and nothing has happened", async () => {
    await done(page, "Vollständigkeit prüfen");
    await expect(task(page, "Vollständigkeit prüfen")).toContainText("Bitte");
    await expect(steps(page)).toContainText("Noch keiner.");
  });
  await hear(page);
  await arriving(page).getByRole("button", { name: "Das letzte Schreiben wird heute bekannt gegeben" }).click();
  await expect(clock(page)).toContainText("Als Nächstes läuft ab: Mo 28.12.2026.");
  await expect(waits(page)).toContainText("Keine Äußerung in der Frist: Mo 28.12.2026 – dann: Äußerung würdigen");
  await expect(page.getByRole("region", { name: /^Bild des Prozesses/ })).toContainText("28.12.2026");
  await expectAccessible(page);

  await test.step("on the 28th it still runs, at its end it is over", async () => {
    await clock(page).getByLabel("Zu einem Tag, gleiche Uhrzeit").fill("2026-12-28");
    await clock(page).getByRole("button", { name: "Uhr vorstellen" }).click();
    await expect(clock(page)).toContainText("Mo 28.12.2026, 15:00 Uhr");
    await expect(now(page)).toContainText("Zurzeit ist nichts zu erledigen");
    await clock(page).getByRole("button", { name: "Zum nächsten Ereignis" }).click();
    await expect(clock(page)).toContainText("Di 29.12.2026, 00:00 Uhr");
    await expect(now(page)).toContainText("Äußerung würdigen");
    await expect(page.getByRole("region", { name: "Was bisher geschah" })).toContainText(
      "Di 29.12.2026, 00:00 Uhr Zeitpunkt „Keine Äußerung in der Frist“ erreicht.",
    );
  });

  await test.step("taken back, an answer arrives instead", async () => {
    await steps(page).getByRole("button", { name: "Letzten Schritt zurücknehmen" }).click();
    await expect(clock(page)).toContainText("Mo 28.12.2026, 15:00 Uhr");
    await arriving(page).getByRole("button", { name: "Antwort auf eine Anfrage: „Äußerung eingegangen“" }).click();
    await expect(now(page)).toContainText("Äußerung würdigen");
    await expect(steps(page).getByRole("listitem").last()).toContainText("eingetroffen");
  });

  await test.step("the steps are a scenario", async () => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      steps(page).getByRole("button", { name: "Als Szenario speichern" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("uebung_2026-12-11.yaml");
    const text = readFileSync(await file.path(), "utf8");
    expect(text).toContain('keine_aeusserung: "2026-12-28"');
    expect(text).toContain("befehl: bekanntgabe");
  });

  await steps(page).getByRole("button", { name: "Von vorn" }).click();
  await expect(page.getByLabel("Tag des Eingangs")).toBeVisible();
});

test("a copy of a case is played on and withdrawn; the case stays as it is", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "vollstaendig" });
  const read = () => call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`);
  const out = async () => (await read()).sendungen.map((s) => s.zustand);
  await expect.poll(out).toEqual(["bereitgestellt", "bereitgestellt"]); // the receipt and its notice
  const before = await read();
  await openVorgang(desk, vorgang.id, "prozess");
  await desk.getByRole("link", { name: "Als Übung durchspielen" }).click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(
    `Übung mit einer Kopie von ${vorgang.vorgangsnummer}`,
  );
  await expect(now(desk)).toContainText("Fachliche Prüfung");
  await clock(desk).getByRole("button", { name: "Zum nächsten Ereignis" }).click();
  await expect(now(desk)).toContainText("An Zuarbeit erinnern");
  await task(desk, "An Zuarbeit erinnern").getByRole("button", { name: "Ist ausgeführt" }).click();
  await expect(task(desk, "An Zuarbeit erinnern")).toHaveCount(0);
  await arriving(desk).getByRole("button", { name: "Der Antrag wird zurückgenommen" }).click();
  await expect(now(desk)).toContainText("Der Prozess ist beendet.");
  await expectAccessible(desk);

  await test.step("it fits a phone and four times the size", async () => {
    await desk.setViewportSize({ width: 341, height: 640 });
    await expect(now(desk)).toBeVisible();
    const [wide, there] = await desk.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(wide).toBeLessThanOrEqual(there ?? 0);
    await desk.setViewportSize({ width: 1366, height: 768 });
  });

  await desk.getByRole("link", { name: "← Zurück zum Vorgang" }).click();
  await expect(desk.getByRole("region", { name: "In Worten", exact: true })).toContainText("Fachliche Prüfung");
  const after = await read();
  expect(after.version).toBe(before.version);
  expect(after.status).toBe(before.status);
  expect(after.aufgaben.map((a) => [a.element, a.zustand])).toEqual(before.aufgaben.map((a) => [a.element, a.zustand]));
});

import type { Browser, Page } from "@playwright/test";
import { addDays, today } from "../frontend/src/lib/date.ts";
import { type Applicant, fillLogin, type Level, type State } from "./fixtures/accounts.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, call, completeTask, takeAndAccept, type Vorgang } from "./fixtures/desk.ts";
import { pdf, png } from "./fixtures/files.ts";
import { baseURL } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

const SEITEN = "/antragsraum/seiten";
const screens = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
const upload = (name: string) => ({ name, mimeType: "application/pdf", buffer: pdf(name) });

/** A browser that runs no script, signed in on its own way: from the address of the app. */
async function plainBrowser(
  browser: Browser,
  viewport: { width: number; height: number },
  who: Applicant,
  level: Level,
  old = false,
) {
  const context = await browser.newContext({ baseURL, locale: "de-DE", viewport, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/antragsraum");
  await expect(page).toHaveURL(SEITEN);
  await page.getByRole("link", { name: "Anmelden" }).click();
  await fillLogin(page, who, level, old);
  await expect(page.getByRole("heading", { name: "Ihre Anträge", level: 1 })).toBeVisible();
  return page;
}

/** The same pages in a browser that runs scripts, which axe needs: nothing sideways at 320 pixels, and axe finds nothing. */
async function expectGoodPages(browser: Browser, storageState: State, paths: string[]) {
  const context = await browser.newContext({ baseURL, locale: "de-DE", storageState });
  const page = await context.newPage();
  for (const path of paths) {
    for (const width of [320, 1366]) {
      await page.setViewportSize({ width, height: 768 });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  }
  await context.close();
}

/** Asks for two documents, as the task of the process. */
async function askForDocuments(desk: Page, vorgang: Vorgang) {
  await takeAndAccept(desk, vorgang.id);
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "unvollstaendig" });
  const { aufgaben } = await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`);
  await act(desk, vorgang.id, "nachrichten", {
    aufgabe: aufgaben.find((a) => a.element === "nachforderung" && a.zustand === "offen")?.id,
    art: "nachforderung",
    betreff: "Zwei Unterlagen",
    text: "Bitte reichen Sie zwei Unterlagen nach.",
    antwortBis: addDays(today(), 14),
    punkte: [{ titel: "Lageplan", hinweis: "Mit Maßen" }, { titel: "Foto der Fläche" }],
  });
}

for (const [screen, viewport] of Object.entries(screens)) {
  test(`without JavaScript a request is read and answered (${screen})`, async ({ browser, desk, gastronomie }) => {
    const { vorgang } = await gastronomie();
    await askForDocuments(desk, vorgang);
    const page = await plainBrowser(browser, viewport, "organisation", 3);
    const mine = page.getByRole("listitem").filter({ hasText: vorgang.vorgangsnummer });
    await expect(mine).toContainText("Antwort nötig");
    await mine.getByRole("link").click();
    await expect(page.getByText(/^Es fehlen noch 2 Unterlagen\./)).toBeVisible();
    await page.getByRole("link", { name: "Zur Nachricht der Behörde" }).click();
    await expect(page.getByText("Bitte reichen Sie zwei Unterlagen nach.")).toBeHidden();
    await page.getByRole("button", { name: "Nachricht öffnen" }).click();
    await expect(page.getByText("Bitte reichen Sie zwei Unterlagen nach.")).toBeVisible();

    await test.step("what is missing is said on top and beside the field", async () => {
      await page.getByRole("button", { name: "Antwort senden" }).click();
      await expect(page.getByRole("alert")).toBeFocused();
      await page
        .getByRole("alert")
        .getByRole("link", { name: /^Schreiben Sie bitte einen Text/ })
        .click();
      await expect(page.getByLabel("Möchten Sie etwas dazu schreiben? (freiwillig)")).toBeFocused();
    });
    await page.getByLabel("Möchten Sie etwas dazu schreiben? (freiwillig)").fill("Plan & Fotos anbei.");
    await page.getByLabel("Datei oder Foto wählen: Lageplan").setInputFiles(upload("Lageplan.pdf"));
    const photos = ["eins.png", "zwei.png"].map((name) => ({ name, mimeType: "image/png", buffer: png() }));
    await page.getByLabel("Datei oder Foto wählen: Foto der Fläche").setInputFiles(photos);
    await page.getByRole("button", { name: "Noch einmal senden" }).click();
    await expect(page.getByText("Ihre Antwort ist bei uns angekommen")).toBeVisible();
    await page.reload();
    const after = await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`);
    expect(after.nachrichten.filter((n) => n.richtung === "ein").map((n) => n.text)).toEqual(["Plan & Fotos anbei."]);
    expect(after.nachrichten.flatMap((n) => n.punkte).map((p) => p.zustand)).toEqual(["eingereicht", "eingereicht"]);

    const answer = `${SEITEN}/vorgaenge/${vorgang.id}`;
    const request = new URL(page.url()).pathname;
    const paths = [SEITEN, `${SEITEN}/einstellungen`, answer, request, `${answer}/schreiben`, `${answer}/ruecknahme`];
    await expectGoodPages(browser, await page.context().storageState(), [...paths, `${SEITEN}/gibt/es/nicht`]);
    await page.context().close();
  });

  test(`without JavaScript an application is withdrawn (${screen})`, async ({ browser, desk, gastronomie }) => {
    const { vorgang } = await gastronomie();
    const page = await plainBrowser(browser, viewport, "organisation", 3, true);
    await page.goto(`/antragsraum/vorgaenge/${vorgang.id}`); // as a mail says it
    await expect(page).toHaveURL(`${SEITEN}/vorgaenge/${vorgang.id}`);
    await page.getByRole("link", { name: "Antrag zurücknehmen" }).click();
    await page.getByRole("link", { name: "Nein, doch nicht" }).click();
    await page.getByRole("link", { name: "Antrag zurücknehmen" }).click();
    await page.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
    await expect(page.getByRole("alert")).toContainText("höchstens 15 Minuten alt");
    await page.getByRole("alert").getByRole("link", { name: "Neu anmelden" }).click();
    await fillLogin(page, "organisation", 3);
    await page.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
    await expect(page.getByRole("status")).toHaveText("Ihr Antrag ist zurückgenommen.");
    await expect(page.getByRole("link", { name: "Antrag zurücknehmen" })).toBeHidden();
    expect((await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`)).zurueckgenommenAm).toBeTruthy();
    await page.context().close();
  });

  test(`without JavaScript consent is given and taken back (${screen})`, async ({ browser }) => {
    const page = await plainBrowser(browser, viewport, "buerger4", 4);
    await page.getByRole("link", { name: "So bekommen Sie Bescheide" }).click();
    const yes = page.getByRole("button", { name: /^(Ja, hier|Lieber hier) bereitstellen$/ });
    const no = page.getByRole("button", { name: "Lieber mit der Post", exact: true });
    if (await yes.isVisible()) {
      await yes.click();
      await expect(page.getByRole("status")).toHaveText(/^Gespeichert\. Neue Bescheide stellen wir Ihnen hier bereit/);
    }
    await no.click();
    await expect(page.getByRole("status")).toHaveText("Gespeichert. Neue Bescheide bekommen Sie mit der Post.");
    await expect(yes).toBeVisible();
    await page.context().close();
  });
}

test("without JavaScript the copy of a decision is kept, in English too", async ({ browser, desk, gastronomie }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "post" });
  const page = await plainBrowser(browser, screens.phone, "organisation", 3);
  await page.goto(`${SEITEN}/vorgaenge/${vorgang.id}`);
  await page.getByRole("link", { name: "Switch to English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "Read the new message" }).click();
  await expect(page.getByText(/^This is a copy\./)).toBeVisible();
  await page.getByRole("button", { name: "Open the copy" }).click();
  await expect
    .poll(async () => {
      await page.reload(); // the letter is made meanwhile
      return page.getByRole("link", { name: "Save the copy as PDF" }).isVisible();
    })
    .toBe(true);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save the copy as PDF" }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.pdf$/);
  await expectGoodPages(browser, await page.context().storageState(), [new URL(page.url()).pathname]);
  await page.getByRole("banner").locator("summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(SEITEN);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.context().close();
});

test("without JavaScript a Bescheid is retrieved by one button, after its warning", async ({
  browser,
  desk,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  const page = await plainBrowser(browser, screens.phone, "organisation", 3);
  await page.goto(`${SEITEN}/einstellungen`);
  const yes = page.getByRole("button", { name: /^(Ja, hier|Lieber hier) bereitstellen$/ });
  if (await yes.isVisible()) await yes.click();
  await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "antragsraum" });
  await page.goto(`${SEITEN}/vorgaenge/${vorgang.id}`);
  const toBescheid = page.getByRole("link", { name: "Zum Bescheid" });
  await expect
    .poll(async () => {
      await page.reload(); // the letter is made meanwhile
      return toBescheid.isVisible();
    })
    .toBe(true);
  await toBescheid.click();
  await expect(page.getByText(/Am Tag danach gilt er als bekannt gegeben/)).toBeVisible();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Bescheid jetzt öffnen" }).click();
  expect(await (await saving).path()).toBeTruthy(); // to its last byte
  await page.getByRole("link", { name: "Hier geht es weiter" }).click();
  await expect(page.getByText("Ihr Antrag wurde bewilligt.")).toBeVisible();
  const after = await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`);
  expect(after.bescheide[0]?.bekanntgabe?.regel).toBeTruthy();
  await expectGoodPages(browser, await page.context().storageState(), [new URL(page.url()).pathname]);
  await page.context().close();
});

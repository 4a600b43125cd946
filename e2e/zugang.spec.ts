import { expectAccessible } from "./fixtures/axe.ts";
import { deliverNeutral } from "./fixtures/deliver.ts";
import { unique } from "./fixtures/desk.ts";
import { baseURL } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

const name = () => unique("zugang").replace(" ", "-").toLowerCase().slice(0, 50);

test("IT sees how an intake goes, tries it and changes its settings", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/zugaenge");
  await expect(page.getByRole("row").filter({ hasText: "intelliform" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Zugang anlegen" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Adapter").selectOption("formcycle");
  await dialog.getByLabel("Name", { exact: true }).fill(name());
  await dialog.getByRole("button", { name: "Zugang anlegen" }).click();
  await dialog.getByRole("button", { name: "Ich habe das Passwort eingetragen" }).click();

  await expect(page.getByRole("region", { name: "Bereit für den Betrieb?" })).toContainText(
    "Testlieferung seit der letzten Änderung gelungen",
  );
  await page.getByRole("button", { name: "Testlieferung senden" }).click();
  await expect(page.getByText("Die Testlieferung kam durch.")).toBeVisible();
  const titel = unique("Formcycle Ordnungsamt");
  await page.getByLabel("Bezeichnung").fill(titel);
  await page.getByLabel("Alarm, wenn so lange nichts kommt (Stunden)").fill("72");
  await page.getByRole("button", { name: "Einstellungen speichern" }).click();
  await expect(page.getByText("Die Einstellungen sind gespeichert.")).toBeVisible();
  await expect(page.getByRole("heading", { name: titel, level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "← Zugänge" }).click();
  await expect(page.getByRole("row").filter({ hasText: titel })).toContainText("hat noch nie geliefert");
});

test("a new password ends the old one, and an intake that is off asks to try later", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/zugaenge");
  await page.getByRole("button", { name: "Zugang anlegen" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Adapter").selectOption("neutral");
  const zugang = name();
  await dialog.getByLabel("Name", { exact: true }).fill(zugang);
  await dialog.getByRole("button", { name: "Zugang anlegen" }).click();
  const shown = async (what: string) =>
    (await dialog.getByText(what, { exact: true }).locator("..").getByRole("code").textContent()) ?? "";
  const old = await shown("Passwort");
  await dialog.getByRole("button", { name: "Ich habe das Passwort eingetragen" }).click();
  const post = async (password: string) => {
    const answer = await fetch(`${baseURL}/eingang/${zugang}`, {
      method: "POST",
      headers: {
        Authorization: `Basic ${Buffer.from(`${zugang}:${password}`).toString("base64")}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ kennung: unique("k"), formular: { schluessel: "x" }, antragsdaten: [] }),
    });
    return answer.status;
  };
  expect(await post(old)).toBe(200);

  await page.getByRole("button", { name: "Neues Passwort" }).click();
  await dialog.getByRole("button", { name: "Neues Passwort" }).click();
  await expect(dialog.getByText("Zugangsdaten für den Formularserver")).toBeVisible();
  const neu = await shown("Passwort");
  await dialog.getByRole("button", { name: "Ich habe das Passwort eingetragen" }).click();
  expect(await post(old)).toBe(401);
  expect(await post(neu)).toBe(200);

  await page.getByLabel("Zugang ist eingeschaltet").uncheck();
  await page.getByRole("button", { name: "Einstellungen speichern" }).click();
  await expect(page.getByText("Die Einstellungen sind gespeichert.")).toBeVisible();
  expect(await post(neu)).toBe(503);
});

test("the register names every delivery and is found by its reference", async ({ staff }) => {
  const kennung = unique("buch").replace(" ", "/");
  const { text, vorgangsnummer } = await deliverNeutral({ firma: unique("Kiosk"), kennung });
  const referenz = /"eingang"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? "";
  const page = await staff("poststelle");
  await page.goto("/poststellenbuch");
  await expect(page.getByRole("heading", { name: "Poststellenbuch", level: 1 })).toBeVisible();
  for (const suche of [referenz, kennung, vorgangsnummer]) {
    await page.getByRole("textbox", { name: "Suche" }).fill(suche);
    await page.getByRole("button", { name: "Anzeigen", exact: true }).click();
    const row = page.getByRole("row").filter({ hasText: referenz });
    await expect(row).toContainText("angenommen");
    await expect(row).toContainText("200");
    await expect(page.getByRole("row")).toHaveCount(2);
  }
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Als CSV-Datei ausgeben" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
});

test("alarms and retention are decided in the browser", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/posteingang/einstellungen");
  await page.getByLabel("E-Mail-Adressen").fill("it@lindenfurt.example");
  await page.getByLabel("Alarm, wenn ein Klärfall länger liegt als (Stunden)").fill("48");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByText("Gespeichert.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("E-Mail-Adressen")).toHaveValue("it@lindenfurt.example");
  await expectAccessible(page);
});

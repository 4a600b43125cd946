import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { findVorgang, unique } from "./fixtures/desk.ts";
import { pdf } from "./fixtures/files.ts";
import { baseURL } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

interface Markise {
  schluessel: string;
  version: string;
  betrieb: string;
  quadratmeter: string;
}

/** What a form server would post of a form that nobody has described; its names are its own. */
const delivery = (given: Markise) =>
  JSON.stringify({
    kennung: `e2e/${randomUUID()}`,
    formular: { schluessel: given.schluessel, version: given.version, titel: "Plätze im Freien anzeigen" },
    antragsteller: {},
    antragsdaten: [
      {
        name: "anbieter",
        label: "Wer zeigt an?",
        typ: "gruppe",
        felder: [
          { name: "firma", label: "Firma", typ: "text", text: given.betrieb },
          { name: "email", label: "E-Mail", typ: "text", text: "plaetze@example.org" },
        ],
      },
      { name: "von", label: "Beginn", typ: "datum", text: "01.05.2027", wert: "2027-05-01" },
      { name: "letzter_tag", label: "Letzter Tag", typ: "datum", text: "31.10.2027", wert: "2027-10-31" },
      {
        name: "plaetze",
        label: "Plätze",
        typ: "liste",
        felder: [
          { name: "1", typ: "gruppe", felder: [{ name: "qm", label: "Größe", typ: "zahl", wert: given.quadratmeter }] },
          { name: "2", typ: "gruppe", felder: [{ name: "qm", label: "Größe", typ: "zahl", wert: "4" }] },
        ],
      },
    ],
    dokumente: [
      {
        id: "d1",
        rolle: "representation",
        dateiname: "Anzeige.pdf",
        inhalt: pdf("Plätze im Freien", given.betrieb).toString("base64"),
      },
    ],
  });

interface Credentials {
  path: string;
  user: string;
  password: string;
}

/** What IT copies into the form server; the password is shown this once. */
async function readCredentials(dialog: Locator): Promise<Credentials> {
  const shown = async (name: string) =>
    (await dialog.getByText(name, { exact: true }).locator("..").getByRole("code").textContent()) ?? "";
  const path = new URL(await shown("Adresse"), baseURL).pathname;
  return { path, user: await shown("Benutzername"), password: await shown("Passwort") };
}

async function createZugang(page: Page, name: string): Promise<Credentials> {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Zugänge", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Zugang anlegen" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Adapter").selectOption("neutral");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Zugang anlegen" }).click();
  await expect(dialog.getByText("Zugangsdaten für den Formularserver")).toBeVisible();
  const credentials = await readCredentials(dialog);
  await dialog.getByRole("button", { name: "Ich habe das Passwort eingetragen" }).click();
  await expect(dialog).toBeHidden();
  return credentials;
}

const place = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const value = (page: Page, name: string): Locator =>
  page.getByRole("combobox", { name: `Feld für ${name}`, exact: true });
const field = (page: Page, path: string): Locator =>
  page.getByRole("treeitem").filter({ has: page.getByText(path, { exact: true }) });

/** Chooses the place, then clicks the field. */
async function mapByClick(page: Page, name: string, path: string) {
  await place(page, name).click();
  await field(page, path).click();
  await expect(value(page, name)).toHaveValue(path);
}

test("IT attaches a form the system has never seen, in the browser only", async ({ staff, desk }) => {
  test.setTimeout(480_000);
  const mark = unique("plaetze").replace(" ", "-").toLowerCase();
  const form = { schluessel: `amt/${mark}`, version: "1", betrieb: "Muster GmbH", quadratmeter: "12.5" };
  const page = await staff("administration");
  let door: Credentials = { path: "", user: "", password: "" };

  await test.step("makes an intake", async () => {
    door = await createZugang(page, `e2e-${mark}`.slice(0, 60));
    await page.getByRole("link", { name: /^Formulare/ }).click();
    await expect(page.getByRole("heading", { name: /^Formulare von/, level: 1 })).toBeVisible();
    await expect(page.getByText("Noch kein Formular")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("drops a sample and begins the mapping", async () => {
    await page.getByLabel("Muster-Datei", { exact: true }).setInputFiles({
      name: "plaetze.json",
      mimeType: "application/json",
      buffer: Buffer.from(delivery(form)),
    });
    const dialog = page.getByRole("dialog", { name: "Neue Zuordnung" });
    await expect(dialog.getByLabel("für alle Versionen")).toBeChecked();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Zuordnung beginnen" }).click();
    await expect(page.getByRole("heading", { name: "Zuordnung Plätze im Freien anzeigen", level: 1 })).toBeVisible();
    await expect(field(page, "anbieter.firma")).toContainText("Muster GmbH");
    await expect(field(page, "plaetze[].qm")).toContainText("12,5");
  });

  await test.step("maps by click, with what is suggested", async () => {
    const verfahren = page.getByRole("combobox", { name: "Verfahren" });
    await verfahren.fill("Außengastronomie");
    await page.getByRole("option", { name: /Außengastronomie/ }).click();
    await expect(place(page, "Fläche in m²")).toBeVisible();
    await page.getByRole("button", { name: /sichere.* Vorschl/ }).click();
    await expect(value(page, "Antragsteller: Firma")).toHaveValue("anbieter.firma");
    await mapByClick(page, "Fläche in m²", "plaetze[].qm");
    await mapByClick(page, "Ende", "letzter_tag");
    await mapByClick(page, "Beginn", "von");
    // The other way round: the field first.
    await field(page, "anbieter.email").click();
    await place(page, "Antragsteller: E-Mail").click();
    await expect(value(page, "Antragsteller: E-Mail")).toHaveValue("anbieter.email");
    await expect(page.getByText("Entwurf gespeichert")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("sees the case as the caseworker will", async () => {
    const run = page.getByRole("region", { name: "Probelauf" });
    await expect(run.getByRole("heading", { name: "Muster GmbH" })).toBeVisible();
    await expect(run.getByText("16,5")).toBeVisible();
    await expect(run.getByText("01.05.2027").first()).toBeVisible();
    await expect(run.getByText(/Warum diese Stelle/)).toBeVisible();
  });

  await test.step("activates", async () => {
    await page.getByRole("button", { name: "Aktivieren …" }).click();
    const dialog = page.getByRole("dialog", { name: "Zuordnung aktivieren" });
    await expect(dialog.getByText("Laufende Vorgänge behalten ihre Zuordnung.")).toBeVisible();
    await expectAccessible(page);
    const seen = dialog.getByLabel("Ich habe die Änderungen gesehen");
    if (await seen.isVisible()) await seen.check();
    await dialog.getByRole("button", { name: "Jetzt aktivieren" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "Neue Fassung beginnen" })).toBeVisible();
    await page.getByRole("link", { name: /^← Formulare/ }).click();
    await expect(page.getByRole("row").filter({ hasText: form.schluessel }).first()).toContainText("aktiv");
  });

  await test.step("the first live delivery becomes a case of the right procedure and unit", async () => {
    const betrieb = unique("Strandkorb");
    const answer = await fetch(`${baseURL}${door.path}`, {
      method: "POST",
      headers: {
        Authorization: `Basic ${Buffer.from(`${door.user}:${door.password}`).toString("base64")}`,
        "Content-Type": "application/json",
      },
      body: delivery({ ...form, version: "2", betrieb, quadratmeter: "20" }),
    });
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    const nummer = /vorgangsnummer"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? "";
    const vorgang = await findVorgang(desk, nummer);
    expect(vorgang).toMatchObject({ antragsteller: betrieb, verfahren: "aussengastronomie" });
    await desk.goto(`/vorgaenge/${vorgang.id}`);
    await expect(desk.getByRole("heading", { name: betrieb, level: 1 })).toBeVisible();
    await expect(desk.getByText("Ordnungsamt – Sondernutzung").first()).toBeVisible();
    await expect(desk.getByText("24", { exact: true }).first()).toBeVisible();
  });
});

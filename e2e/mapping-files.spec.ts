import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { deliverNeutral } from "./fixtures/deliver.ts";
import { unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

const XDF = `<x:xdatenfelder.stammdatenschema.0102 xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_3.0.0"><x:stammdatenschema>
<x:identifikation><x:id>S99000000010</x:id><x:version>1.0.0</x:version></x:identifikation><x:bezeichnung>Anliegen</x:bezeichnung>
</x:stammdatenschema></x:xdatenfelder.stammdatenschema.0102>`;

async function openForms(page: Page): Promise<void> {
  await page.goto("/zugaenge");
  await page.getByRole("row").filter({ hasText: "neutral" }).getByRole("link", { name: "neutral" }).first().click();
  await page.getByRole("link", { name: /^Formulare/ }).click();
  await expect(page.getByRole("heading", { name: /^Formulare von/, level: 1 })).toBeVisible();
}

const sample = (form: string) => ({
  name: "anliegen.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({
      kennung: form,
      formular: { schluessel: form, version: "1", titel: "Anliegen" },
      antragsdaten: [{ name: "anliegen", label: "Anliegen", typ: "text", text: "Erdacht" }],
    }),
  ),
});

test("a mapping leaves as a file, comes back from it, and a draft is deleted", async ({ staff }) => {
  const form = unique("e2e-datei").replace(" ", "-").toLowerCase();
  await deliverNeutral({ firma: unique("Kiosk"), formular: form });
  const page = await staff("administration");
  await openForms(page);
  await page.getByLabel("Muster-Datei", { exact: true }).setInputFiles(sample(form));
  await page
    .getByRole("dialog", { name: "Neue Zuordnung" })
    .getByRole("button", { name: "Zuordnung beginnen" })
    .click();
  await expect(page.getByRole("heading", { name: "Zuordnung Anliegen", level: 1 })).toBeVisible();

  await page.getByLabel("XDatenfelder-Datei (XML)").setInputFiles({
    name: "anliegen.xml",
    mimeType: "application/xml",
    buffer: Buffer.from(XDF),
  });
  await expect(page.getByText(/^Bezeichnungen und Feldarten aus .* sind übernommen\.$/)).toBeVisible();

  await page.getByRole("button", { name: "Aus dem Posteingang" }).click();
  const inbox = page.getByRole("dialog", { name: "Lieferung als Muster nehmen" });
  await inbox
    .getByRole("button", { name: /als Muster nehmen$/ })
    .first()
    .click();
  await expect(inbox).toBeHidden();
  const samples = page.getByRole("list", { name: "Muster wählen" }).getByRole("listitem");
  await expect(samples).toHaveCount(2);
  await page.getByRole("button", { name: /^Muster .* entfernen$/ }).click();
  await expect(samples).toHaveCount(1);

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Weitere …" }).click();
  await page.getByRole("link", { name: "Als Datei ausgeben" }).click();
  const yaml = readFileSync(await (await saving).path());
  expect(yaml.toString()).toContain(form);

  const remove = async () => {
    await page.getByRole("button", { name: "Weitere …" }).click();
    await page.getByRole("button", { name: "Entwurf löschen" }).click();
    const dialog = page.getByRole("dialog", { name: "Entwurf löschen" });
    await dialog.getByRole("button", { name: "Entwurf löschen" }).click();
    await expect(page.getByRole("heading", { name: /^Formulare von/, level: 1 })).toBeVisible();
  };
  await remove();
  await page
    .getByLabel("Datei einer Zuordnung")
    .setInputFiles({ name: "zuordnung.yaml", mimeType: "application/yaml", buffer: yaml });
  await expect(page.getByRole("heading", { name: /^Zuordnung /, level: 1 })).toBeVisible();
  await remove();
});

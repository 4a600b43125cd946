import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { deliver } from "./fixtures/deliver.ts";
import { findVorgang, unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

interface Given {
  formular: string;
  anliegen: string;
  einheit?: string;
}

/** Delivers and tells the unit that the Vorgang came to. */
async function unitOf(page: Page, given: Given): Promise<string> {
  const antrag = {
    kennung: `e2e/${randomUUID()}`,
    formular: { schluessel: given.formular, titel: "Anliegen" },
    ...(given.einheit && { organisationseinheit: given.einheit }),
    antragsteller: { art: "person", nachname: unique("Erdacht") },
    antragsdaten: [{ name: "anliegen", label: "Anliegen", typ: "text", text: given.anliegen }],
  };
  const sent = await deliver("neutral", { body: JSON.stringify(antrag), contentType: "application/json" });
  expect(sent.status, sent.text).toBe(200);
  return (await findVorgang(page, sent.vorgangsnummer)).einheit;
}

const cell = (page: Page, nr: number, column: string) => page.getByLabel(`Zeile ${nr}, ${column}`, { exact: true });

async function addRow(page: Page, values: Record<string, string>, unit: string): Promise<void> {
  await page.getByRole("button", { name: "+ Zeile hinzufügen" }).click();
  const nr = await page.getByLabel(/^Zeile \d+, Bemerkung$/).count();
  for (const [column, value] of Object.entries(values)) await cell(page, nr, column).fill(value);
  await cell(page, nr, "Zuständige Stelle").fill(unit);
  await page
    .getByRole("option", { name: new RegExp(unit) })
    .first()
    .click();
}

test("IT says in a table which unit gets what, and what fits nowhere goes to the Poststelle", async ({ staff }) => {
  const formular = `e2e-${randomUUID().slice(0, 8)}`;
  const post = await staff("poststelle");
  await post.goto("/");
  expect(await unitOf(post, { formular, anliegen: "laerm", einheit: "gibt-es-nicht" })).toBe("lf-10-poststelle");

  const page = await staff("administration");
  await page.goto("/zustaendigkeit");
  await addRow(page, { Formular: formular, Feld: "anliegen", Wert: "steuer" }, "lf-20-steuern");
  await addRow(page, { Formular: formular }, "lf-32-sondernutzung");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Tabelle speichern" }).click();
  await expect(page.getByText("Die Tabelle ist gespeichert.")).toBeVisible();

  expect(await unitOf(post, { formular, anliegen: "steuer" })).toBe("lf-20-steuern");
  expect(await unitOf(post, { formular, anliegen: "laerm" })).toBe("lf-32-sondernutzung");
  expect(await unitOf(post, { formular: `${formular}-anderes`, anliegen: "steuer" })).toBe("lf-10-poststelle");

  await test.step("two people change it at once: nobody's rows are lost", async () => {
    const other = await staff("administration");
    await other.goto("/zustaendigkeit");
    await expect(other.getByLabel(/^Zeile \d+, Bemerkung$/).first()).toBeVisible();
    const nr = await other.getByLabel(/^Zeile \d+, Bemerkung$/).count();
    await cell(other, nr - 1, "Bemerkung").fill("vom anderen");
    await cell(page, nr, "Bemerkung").fill("von der einen");
    await page.getByRole("button", { name: "Tabelle speichern" }).click();
    await expect(page.getByText("Änderungen noch nicht gespeichert")).toBeHidden();
    await other.getByRole("button", { name: "Tabelle speichern" }).click();
    await expect(other.getByText("Jemand hat die Tabelle inzwischen gespeichert")).toBeVisible();
    await expect(cell(other, nr - 1, "Bemerkung")).toHaveValue("vom anderen");
    await expectAccessible(other);
    await other.getByRole("button", { name: "Gespeicherte laden (meine verwerfen)" }).click();
    await expect(cell(other, nr, "Bemerkung")).toHaveValue("von der einen");
    await expect(cell(other, nr - 1, "Bemerkung")).toHaveValue("");
  });
});

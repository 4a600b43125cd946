import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { deliver } from "./fixtures/deliver.ts";
import { call, findVorgang, unique } from "./fixtures/desk.ts";
import { PREPARATION } from "./fixtures/operations.ts";
import { expect, test } from "./fixtures/test.ts";

/** An application of a form whose field for the area has another name in each version. */
const hund = (form: string, version: string, halter: string) =>
  JSON.stringify({
    kennung: `e2e/${randomUUID()}`,
    formular: { schluessel: form, version, titel: "Hund melden" },
    antragsteller: {},
    antragsdaten: [
      { name: "halter", label: "Halter", typ: "text", text: halter },
      { name: version === "1" ? "rasse" : "hunderasse", label: "Rasse", typ: "text", text: "Dackel" },
    ],
  });

const send = (body: string) => deliver("neutral", { body, contentType: "application/json" });

interface Mapping {
  id: string;
  stand: number;
}

/** A mapping for every version that asks to wait when the form changes, made as the workbench makes it. */
async function mapped(page: Page, form: string): Promise<void> {
  const { zugaenge } = await call<{ zugaenge: { id: string; name: string }[] }>(page, "GET", "/api/v1/zugaenge");
  const zugang = zugaenge.find((z) => z.name === "neutral")?.id ?? "";
  await page.evaluate(
    async ([path, body, mark]) => {
      const answer = await fetch(path, {
        method: "POST",
        headers: { [mark]: "1", "Content-Type": "application/octet-stream" },
        body,
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    [`/api/v1/muster?zugang=${zugang}&dateiname=hund.json`, hund(form, "1", "Erdacht"), PREPARATION] as const,
  );
  const draft = await call<Mapping>(page, "POST", "/api/v1/zuordnungen", { zugang, formular: form, version: "" });
  const saved = await call<Mapping>(page, "PUT", `/api/v1/zuordnungen/${draft.id}`, {
    stand: draft.stand,
    inhalt: {
      formular: form,
      version: "",
      verfahren: "hundesteuer",
      einheit: "lf-20-steuern",
      antragsteller: { nachname: "halter" },
      daten: { rasse: "rasse" },
      anhalten: true,
    },
  });
  await call(page, "POST", `/api/v1/zuordnungen/${draft.id}/aktivierung`, { stand: saved.stand, bestaetigt: true });
}

const field = (page: Page, path: string): Locator =>
  page.getByRole("treeitem").filter({ has: page.getByText(path, { exact: true }) });

test("a delivery of a changed form waits, is repaired by a mapping and processed again", async ({ staff, desk }) => {
  test.setTimeout(480_000);
  const form = `amt/${unique("hund").replace(" ", "-").toLowerCase()}`;
  const page = await staff("administration");
  await page.goto("/klaerfaelle");
  await mapped(page, form);

  const before = await send(hund(form, "1", unique("Halterin")));
  expect(before.vorgangsnummer, before.text).toMatch(/^\d{4}-/);
  const halter = unique("Halter");
  const held = await send(hund(form, "2", halter));
  expect(held.status, held.text).toBe(200);
  expect(held.vorgangsnummer).toMatch(/^E-/);

  await test.step("IT finds it among the Klärfälle", async () => {
    await page.goto("/klaerfaelle");
    const row = page.getByRole("row").filter({ hasText: form });
    await expect(row).toContainText("Das Formular hat sich geändert");
    await row.getByRole("link").click();
    await expect(page.getByText("„Rasse“").first()).toBeVisible();
    await expect(page.getByRole("region", { name: "Rohdaten" })).not.toContainText(halter);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Formular zuordnen" }).click();
  });

  await test.step("maps the new version", async () => {
    const row = page
      .getByRole("row")
      .filter({ hasText: form })
      .filter({ has: page.getByRole("cell", { name: "2", exact: true }) });
    await row.getByRole("button").first().click();
    const dialog = page.getByRole("dialog", { name: "Neue Zuordnung" });
    await dialog.getByLabel(/nur für Version 2/).check();
    await dialog.getByRole("button", { name: "Zuordnung beginnen" }).click();
    await page.getByRole("button", { name: "Aus dem Posteingang" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /als Muster nehmen/ })
      .first()
      .click();
    await expect(field(page, "hunderasse")).toBeVisible();
    await expect(field(page, "halter")).not.toContainText(halter);
    await page.getByRole("combobox", { name: "Feld für Rasse", exact: true }).fill("hunderasse");
    await page.getByRole("option", { name: /hunderasse/ }).click();
    await expect(page.getByText("Entwurf gespeichert")).toBeVisible();
    await page.getByRole("button", { name: "Aktivieren …" }).click();
    const activate = page.getByRole("dialog", { name: "Zuordnung aktivieren" });
    const seen = activate.getByLabel("Ich habe die Änderungen gesehen");
    await expect(activate.getByRole("button", { name: "Jetzt aktivieren" })).toBeVisible();
    if (await seen.isVisible()) await seen.check();
    await activate.getByRole("button", { name: "Jetzt aktivieren" }).click();
    await expect(activate).toBeHidden();
  });

  await test.step("processes the Klärfall again", async () => {
    await page.goto("/klaerfaelle");
    await page.getByRole("row").filter({ hasText: form }).getByRole("link").click();
    await page.getByRole("button", { name: "Erneut verarbeiten" }).click();
    await expect(page.getByText("Aus der Lieferung ist ein Vorgang geworden")).toBeVisible();
  });

  const path = `/api/v1/vorgaenge?ansicht=alle&suche=${encodeURIComponent(halter)}`;
  const found = async () =>
    (await call<{ vorgaenge: { vorgangsnummer: string }[] }>(desk, "GET", path)).vorgaenge[0]?.vorgangsnummer ?? "";
  await expect.poll(found).not.toBe(""); // it is found a moment later
  const vorgang = await findVorgang(desk, await found());
  expect(vorgang).toMatchObject({ verfahren: "hundesteuer", antragsteller: halter, einheit: "lf-20-steuern" });
});

import { readFileSync } from "node:fs";
import { expectAccessible } from "./fixtures/axe.ts";
import { openVorgang } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("the audit sees who looked at a case, and takes it along", async ({ desk, staff, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}`);
  await expect(desk.getByRole("row").filter({ hasText: vorgang.vorgangsnummer })).toBeVisible();
  await openVorgang(desk, vorgang.id, "verlauf");
  await expect(desk.getByRole("heading", { name: "Verlauf" })).toBeVisible();

  const audit = await staff("revision");
  await audit.goto("/");
  await expect(audit.getByRole("heading", { name: "Leseprotokoll", level: 1 })).toBeVisible();
  await audit.getByLabel("Vorgang", { exact: true }).fill(vorgang.vorgangsnummer);
  await audit.getByRole("button", { name: "Anzeigen", exact: true }).click();
  const rows = audit.getByRole("row");
  await expect(rows.filter({ hasText: "Vorgänge gesucht" })).toContainText(`Suche: ${vorgang.vorgangsnummer}`);
  await expect(rows.filter({ hasText: "Verlauf gelesen" })).toContainText("Jana Lindner");
  await expectAccessible(audit);
  const saving = audit.waitForEvent("download");
  await audit.getByRole("link", { name: "Als CSV-Datei ausgeben" }).click();
  expect(readFileSync(await (await saving).path(), "utf8")).toContain("Verlauf gelesen;");
  await audit.getByLabel("Was").selectOption({ label: "Leseprotokoll ausgegeben" });
  await audit.getByLabel("Vorgang", { exact: true }).fill("");
  await audit.getByRole("button", { name: "Anzeigen", exact: true }).click();
  await expect(rows.filter({ hasText: "Gerda Ohlsen" }).first()).toBeVisible();
  await audit.goto(`/vorgaenge/${vorgang.id}`);
  await expect(audit.getByRole("alert")).toBeVisible();
});

import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { findVorgang, toasts } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";
import { activate, archive, deliverForm, ownForm, redrawn, upload, versionOf } from "./fixtures/verfahren.ts";

async function retire(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Zurückziehen …" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Zurückziehen", exact: true }).click();
  await expect(toasts(page, "Zurückgezogen.")).toBeVisible();
}

test("a procedure comes in as a file, is looked at, counts for new applications, and gives its place back", async ({
  staff,
}) => {
  const name = `baum_${randomUUID().slice(0, 8)}`;
  const own = ownForm(name);
  const post = await staff("poststelle");
  await post.goto("/");
  const page = await staff("administration");

  await test.step("what is not in order is not used, says why, and can be thrown away", async () => {
    await upload(
      page,
      archive(name, "1", (yaml) => own(yaml).replace("titel:", "tittel:")),
    );
    await expect(page.getByRole("heading", { name: `${name}, Version 1`, level: 1 })).toBeVisible();
    await expect(page.getByRole("region", { name: "Befunde" })).toContainText("Fehler");
    await expect(page.getByRole("button", { name: "Aktivieren …" })).toBeHidden();
    await expectAccessible(page);
    await page.goto("/verfahren");
    await expect(page.getByText("nicht benutzt, weil etwas nicht stimmt")).toBeVisible();
    await page.getByRole("link", { name: `${name}/1`, exact: true }).click();
    await page.getByRole("button", { name: "Verwerfen …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwerfen", exact: true }).click();
    await expect(toasts(page, "Verworfen.")).toBeVisible();
    await expect(page.getByRole("link", { name: `${name}/1`, exact: true })).toBeHidden();
  });

  await test.step("what this town does not have is said, and keeps it from being activated", async () => {
    const task = 'rolle="sachbearbeitung"';
    await upload(page, archive(name, "9", own, redrawn(task, `${task} einheit="gibt-es-nicht"`)));
    await expect(page.getByRole("region", { name: "Befunde" })).toContainText("Die Einheit „gibt-es-nicht“");
    await page.getByRole("button", { name: "Aktivieren …" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("alert")).toContainText("Diesem Haus fehlt, was die Version braucht");
    await expect(dialog.getByRole("button", { name: "Aktivieren", exact: true })).toBeHidden();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Abbrechen" }).click();
    await page.getByRole("button", { name: "Verwerfen …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwerfen", exact: true }).click();
    await expect(toasts(page, "Verworfen.")).toBeVisible();
  });

  expect(await versionOf(post, name)).toMatch(/^standard\//);
  await upload(page, archive(name, "1", own));
  await expect(page.getByRole("region", { name: "Befunde" })).toContainText("Keine Befunde.");
  await activate(page);
  await expect.poll(() => versionOf(post, name)).toBe(`${name}/1`);
  const first = await deliverForm(name);

  await test.step("a finding shows its place in the drawing", async () => {
    await upload(page, archive(name, "9", own, redrawn(/rolle="\w+"/, 'rolle=""')));
    await page.getByRole("button", { name: /^Im Bild zeigen: .*fehlt die Rolle/ }).click();
    await expect(page.getByRole("status").filter({ hasText: "Rot ist, worum es hier geht" })).toBeVisible();
    await expect(page.getByRole("region", { name: /^Zeichnung des Prozesses/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Alle Befunde zeigen" }).click();
    await expect(page.getByText("Rot ist, worum es bei den Befunden geht.")).toBeVisible();
  });

  await test.step("the difference is said in words and in the drawing before a newer version counts", async () => {
    const retitled = (yaml: string) => own(yaml).replace(/^titel: .*$/m, "titel: Baumfällung");
    await upload(page, archive(name, "2", retitled, redrawn('name="Antrag prüfen"', 'name="Baum ansehen"')));
    await page.getByRole("button", { name: "Aktivieren …" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("Einstellung „titel“: geändert")).toBeVisible();
    await expect(dialog.getByText("Aufgabe „Baum ansehen“: geändert")).toBeVisible();
    await expect(dialog.getByRole("region", { name: /^Zeichnung der neuen Version/ })).toBeVisible();
    await expect(dialog.getByText(/laufende[r]? Vorg(a|ä)ng.* beh(ä|a)lt/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Abbrechen" }).click();
    await activate(page);
    await expect.poll(() => versionOf(post, name)).toBe(`${name}/2`);
  });

  await test.step("a running case is moved, because somebody chose it", async () => {
    await page.getByRole("button", { name: "Laufende Vorgänge umstellen …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(`${first}, Version 1`).check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Umstellen", exact: true }).click();
    await expect(toasts(page, "1 Vorgang umgestellt.")).toBeVisible();
    expect((await findVorgang(post, first)).verfahrenStand).toBe("2");
  });

  await test.step("it leaves as the file it came as", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Als ZIP herunterladen" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${name}_2.zip`);
  });

  await retire(page);
  await expect.poll(() => versionOf(post, name)).toBe(`${name}/1`);
  await page.goto("/verfahren");
  await page
    .getByRole("row")
    .filter({ hasText: name })
    .filter({ hasText: "gilt für neue Anträge" })
    .getByRole("link")
    .click();
  await retire(page);
});

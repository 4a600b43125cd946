import { chooseFurther, openVorgang, row } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a case goes to another unit and appears there", async ({ desk, staff, freierAntrag }) => {
  const { vorgang, firma } = await freierAntrag();
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Weiterleiten");
  const dialog = desk.getByRole("dialog", { name: "Weiterleiten" });
  await dialog.getByLabel("Einheit").selectOption({ label: "Tiefbauamt – Straßenbaulast" });
  await dialog.getByLabel("Grund").fill("Betrifft nur die Straße.");
  await dialog.getByRole("button", { name: "Weiterleiten" }).click();
  await expect(dialog).toBeHidden();

  const other = await staff("sachbearbeitung2");
  await other.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}`);
  await expect(row(other, firma)).toBeVisible();
  await desk.goto(`/vorgaenge/${vorgang.id}`);
  await expect(desk.getByRole("alert")).toContainText("außerhalb Ihrer Zuständigkeit");
});

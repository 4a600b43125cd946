import { chooseFurther, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("the file reference of the office is put in place of the one the scheme gave", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Aktenzeichen ändern");
  const dialog = desk.getByRole("dialog", { name: "Aktenzeichen ändern" });
  await dialog.getByLabel("Aktenzeichen").fill("32.10-7/2026");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("Az. 32.10-7/2026")).toBeVisible();
});

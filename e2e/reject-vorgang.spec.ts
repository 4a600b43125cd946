import { nextStep, openVorgang, tab, toasts } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("an application is thrown away only with a reason", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await openVorgang(desk, vorgang.id);
  await nextStep(desk).getByRole("button", { name: "Verwerfen" }).click();
  const dialog = desk.getByRole("dialog", { name: "Verwerfen" });
  await dialog.getByRole("button", { name: "Verwerfen" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Grund").fill("Doppelt eingereicht.");
  await dialog.getByRole("button", { name: "Verwerfen" }).click();
  await expect(toasts(desk, `${vorgang.vorgangsnummer} verworfen`)).toBeVisible();
  await tab(desk, "Verlauf").click();
  await expect(desk.getByText("Doppelt eingereicht.")).toBeVisible();
});

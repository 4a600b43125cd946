import { act, chooseFurther, openVorgang, tab, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a closed case is opened again with a reason", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "abschluss");
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Wiedereröffnen");
  const dialog = desk.getByRole("dialog", { name: "Wiedereröffnen" });
  await dialog.getByLabel("Grund").fill("Es kam noch ein Widerspruch.");
  await dialog.getByRole("button", { name: "Wiedereröffnen" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("in Bearbeitung", { exact: true })).toBeVisible();
  await tab(desk, "Verlauf").click();
  await expect(desk.getByText("Es kam noch ein Widerspruch.")).toBeVisible();
});

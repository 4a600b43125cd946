import { chooseFurther, openVorgang, row, takeAndAccept, toasts } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a closed case leaves the open ones and is still found", async ({ desk, freierAntrag }) => {
  const { vorgang, firma } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Abschließen");
  await desk.getByRole("dialog").getByRole("button", { name: "Abschließen", exact: true }).click();
  await expect(toasts(desk, `${vorgang.vorgangsnummer} abgeschlossen`)).toBeVisible();
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}&status=abgeschlossen`);
  await expect(row(desk, firma)).toContainText("abgeschlossen");
});

import { openVorgang, row, takeAndAccept, toasts } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a case comes back on the chosen day and is done", async ({ desk, freierAntrag }) => {
  const { vorgang, firma } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await desk.getByRole("button", { name: "Wiedervorlage", exact: true }).click();
  const dialog = desk.getByRole("dialog", { name: "Wiedervorlage" });
  await dialog.getByLabel("Worum geht es?").fill("Rückruf beim Tiefbauamt");
  const today = await dialog.getByLabel("Wiedervorlegen am").getAttribute("min");
  await dialog.getByRole("button", { name: "2 Wochen" }).click();
  await dialog.getByLabel("Wiedervorlegen am").fill(today ?? "");
  await dialog.getByRole("button", { name: "Wiedervorlage anlegen" }).click();
  await expect(toasts(desk, "Wiedervorlage für")).toBeVisible();
  await expect(desk.getByRole("region", { name: "Fristen" })).toContainText("Rückruf beim Tiefbauamt");
  await desk.goto("/schreibtisch?ansicht=wiedervorlagen");
  await expect(row(desk, firma)).toContainText("Wiedervorlage");
  await openVorgang(desk, vorgang.id);
  await desk.getByRole("button", { name: "Wiedervorlage „Rückruf beim Tiefbauamt“ erledigt" }).click();
  await expect(desk.getByRole("region", { name: "Fristen" })).toContainText("Erledigt");
});

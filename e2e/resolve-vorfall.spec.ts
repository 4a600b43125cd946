import { chooseFurther, nextStep, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a process that got stuck is tried again, skipped with a reason, and goes on", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ formular: "e2e-stoerung" });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await expect(desk.getByText("Störung bei „Gebühr berechnen“")).toBeVisible();
  await desk.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await expect(desk.getByText("Störung bei „Gebühr berechnen“")).toBeVisible();
  await desk.getByRole("button", { name: "Überspringen …" }).click();
  await desk.getByLabel("Warum wird der Schritt übersprungen?").fill("Die Menge stand auf dem Papier.");
  await desk.getByRole("button", { name: "Schritt überspringen" }).click();
  await expect(desk.getByText("Störung bei „Gebühr berechnen“")).toBeHidden();
  await expect(nextStep(desk)).toContainText("Vorgang abschließen");
});

test("the team lead ends a process, and the case goes on by hand", async ({ staff, desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  const lead = await staff("teamleitung");
  await openVorgang(lead, vorgang.id, "prozess");
  await lead.getByRole("button", { name: "Prozess beenden und von Hand weiterarbeiten" }).click();
  const dialog = lead.getByRole("dialog");
  await expect(dialog).toContainText("Offene Aufgaben des Prozesses entfallen.");
  await dialog.getByLabel("Grund").fill("Das Amt geht hier einen anderen Weg.");
  await dialog.getByRole("button", { name: "Prozess beenden und von Hand weiterarbeiten" }).click();
  await expect(lead.getByRole("region", { name: "In Worten", exact: true })).toContainText("Der Prozess ist beendet.");
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Abschließen");
  await expect(desk.getByRole("dialog")).toBeVisible();
});

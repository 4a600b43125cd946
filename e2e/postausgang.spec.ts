import { addDays, today } from "../frontend/src/lib/date.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { deliverNeutral } from "./fixtures/deliver.ts";
import { act, findVorgang, openVorgang, takeAndAccept, unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("somebody without an account is asked by letter: printed, posted, come back, sent elsewhere", async ({ desk }) => {
  const firma = unique("Ohne Konto");
  const { vorgangsnummer } = await deliverNeutral({ firma });
  const { id } = await findVorgang(desk, vorgangsnummer);
  await takeAndAccept(desk, id);
  await openVorgang(desk, id, "nachrichten?neu=nachforderung");
  await expect(desk.getByText(`${firma}, Uferweg 7, 43210 Lindenfurt`)).toBeVisible();
  await desk.getByLabel("Betreff").fill("Eine Unterlage");
  await desk.getByLabel("Text", { exact: true }).fill("Bitte reichen Sie einen Lageplan nach.");
  await desk.getByRole("textbox", { name: "Weitere Unterlage" }).fill("Lageplan");
  await desk.getByRole("button", { name: "Hinzufügen", exact: true }).click();
  await desk.getByLabel("Antwort bis").fill(addDays(today(), 5));
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Nachforderung senden" }).click();
  const asked = desk.getByRole("article", { name: "Eine Unterlage", exact: true });
  await expect(asked).toContainText("Brief liegt für die Post bereit");
  await expect(asked.getByRole("link", { name: "Brief (PDF)" })).toBeVisible();

  await test.step("the Postausgang prints it and enters the day, after one question", async () => {
    await desk.goto("/postausgang");
    const row = desk.getByRole("row").filter({ hasText: firma });
    await expect(row).toContainText("Nachforderung: Eine Unterlage");
    await expect(row).toContainText("knapp");
    await row.getByRole("checkbox").check();
    const file = desk.waitForEvent("download");
    await desk.getByRole("button", { name: "Drucken (1)" }).click();
    expect((await file).suggestedFilename()).toBe(`Briefe-${today()}.pdf`);
    await expect(row).toContainText("von ");
    await expectAccessible(desk);
    await desk.getByRole("button", { name: "Eintragen (1)" }).click();
    await expect(desk.getByRole("alert")).toContainText("Bei einem Brief endet die Antwortfrist");
    await expectAccessible(desk);
    await desk.getByRole("button", { name: "Ja, so eintragen (1 Brief)" }).click();
    await expect(row).toBeHidden();
    await expect(desk.getByRole("status").filter({ hasText: "als zur Post gegeben eingetragen" })).toBeVisible();
  });

  await test.step("it comes back and goes to another address", async () => {
    await openVorgang(desk, id, "nachrichten");
    await expect(asked).toContainText("Brief zur Post gegeben am");
    await asked.getByRole("button", { name: /^Kam zurück/ }).click();
    const back = desk.getByRole("dialog", { name: "Brief kam zurück" });
    await back.getByLabel("Grund").fill("Unbekannt verzogen");
    await expectAccessible(desk);
    await back.getByRole("button", { name: "Eintragen" }).click();
    await openVorgang(desk, id);
    const left = desk.getByRole("region", { name: "Eine Sendung ist nicht angekommen" });
    await expect(left).toContainText("Brief kam zurück");
    await left.getByRole("button", { name: /^An eine andere Anschrift schicken/ }).click();
    const again = desk.getByRole("dialog", { name: "Als Brief schicken" });
    await again.getByLabel("Straße und Hausnummer").fill("Neue Straße 5");
    await expectAccessible(desk);
    await again.getByRole("button", { name: "Brief erstellen" }).click();
    await expect(left).toBeHidden();
    await openVorgang(desk, id, "nachrichten");
    await expect(asked).toContainText("Neue Straße 5");
    await asked.getByRole("button", { name: /^Nicht verschicken.*Neue Straße 5/ }).click();
    const drop = desk.getByRole("dialog", { name: "Brief nicht verschicken" });
    await drop.getByLabel("Grund").fill("Hat angerufen");
    await drop.getByRole("button", { name: "Nicht verschicken", exact: true }).click();
    await expect(asked).toContainText("Brief wird nicht verschickt");
  });
});

test("a letter is posted on the case itself", async ({ desk }) => {
  const firma = unique("Brief am Vorgang");
  const { vorgangsnummer } = await deliverNeutral({ firma });
  const { id } = await findVorgang(desk, vorgangsnummer);
  await takeAndAccept(desk, id);
  await act(desk, id, "nachrichten", { art: "nachricht", betreff: "Rückruf", text: "Bitte rufen Sie an." });
  await openVorgang(desk, id, "nachrichten");
  const letter = desk.getByRole("article", { name: "Rückruf", exact: true });
  await letter.getByRole("button", { name: /^Zur Post gegeben am/ }).click();
  const dialog = desk.getByRole("dialog", { name: "Brief zur Post gegeben" });
  await expect(dialog.getByLabel("Zur Post gegeben am")).toHaveValue(today());
  await dialog.getByRole("button", { name: "Eintragen" }).click();
  const sure = dialog.getByRole("button", { name: /^Ja, am .* zur Post gegeben$/ });
  await expect(sure.or(letter.getByText("Brief zur Post gegeben am")).first()).toBeVisible();
  if (await sure.isVisible()) await sure.click(); // the tests run on a Sunday or holiday
  await expect(letter).toContainText("Brief zur Post gegeben am");
});

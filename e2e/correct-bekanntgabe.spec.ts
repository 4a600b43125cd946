import { today } from "../frontend/src/lib/date.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a letter that came back goes out again to another address, and what was found before stays", async ({
  desk,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: "e2e-berichtigung" });
  await takeAndAccept(desk, vorgang.id);
  const { bescheide } = await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "post" });
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await act(desk, vorgang.id, `bescheid/${bescheide[0]?.id}/postaufgabe`, {
    aufgegebenAm: today(),
    bestaetigt: ["kein_werktag"],
  });
  await desk.reload();
  const bekanntgabe = desk.getByRole("region", { name: "Bekanntgabe" });
  await expect(bekanntgabe).toContainText("§ 41 Abs. 2 Satz 1");
  await desk.getByRole("button", { name: "Bekanntgabe berichtigen …" }).click();
  const dialog = desk.getByRole("dialog", { name: "Bekanntgabe berichtigen" });
  await dialog.getByLabel("Der Brief ist zurückgekommen").check();
  await dialog.getByLabel("Grund").fill("Empfänger unbekannt verzogen");
  await dialog.getByLabel("Der Brief geht an eine andere Anschrift").check();
  await dialog.getByLabel("Name", { exact: true }).fill("Ina Lebt");
  await dialog.getByLabel("Straße und Hausnummer").fill("Am Dom 1");
  await dialog.getByLabel("Postleitzahl und Ort").fill("39576 Stendal");
  await dialog.getByRole("button", { name: "Weiter" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Der Bescheid ist dann nicht bekannt gegeben");
  await expectAccessible(desk);
  await dialog.getByRole("button", { name: "Ja, so berichtigen" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await expect(desk.getByText("Neue Anschrift: Ina Lebt, Am Dom 1, 39576 Stendal")).toBeVisible();
  await desk.getByLabel("Zur Post gegeben am").fill(today());
  await desk.getByRole("button", { name: "Eintragen" }).click();
  const frage = desk.getByRole("button", { name: /^Ja, am .* zur Post gegeben$/ });
  await expect(bekanntgabe.getByText("B4").or(frage).first()).toBeVisible();
  if (await frage.isVisible()) await frage.click(); // the tests run on a Sunday or holiday
  await expect(bekanntgabe).toContainText("§ 41 Abs. 2 Satz 1");
  await desk.getByText("Wie der Tag festgestellt wurde").click();
  await expect(desk.getByText("Grund: Empfänger unbekannt verzogen")).toBeVisible();
  await expectAccessible(desk);
});

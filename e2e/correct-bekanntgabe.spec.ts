import { addDays, formatDate, today } from "../frontend/src/lib/date.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { openAntrag } from "./fixtures/raum.ts";
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

test("a day is put right with a reason, and the applicant reads which one counts", async ({
  desk,
  applicant,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  const { bescheide } = await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "post" });
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await act(desk, vorgang.id, `bescheid/${bescheide[0]?.id}/postaufgabe`, {
    aufgegebenAm: today(),
    bestaetigt: ["kein_werktag"],
  });
  await desk.reload();
  await desk.getByRole("button", { name: "Bekanntgabe berichtigen …" }).click();
  const dialog = desk.getByRole("dialog", { name: "Bekanntgabe berichtigen" });
  await dialog.getByLabel("Ich stelle den Tag der Bekanntgabe selbst fest").check();
  const tag = today();
  await dialog.getByLabel("Bekannt gegeben am").fill(addDays(tag, 1));
  await dialog.getByLabel("Grund").fill("Zustellvermerk vom Postboten");
  await dialog.getByRole("button", { name: "Weiter" }).click();
  await expect(dialog.getByText("Der Tag darf nicht in der Zukunft liegen.")).toBeVisible();
  await dialog.getByLabel("Bekannt gegeben am").fill(tag);
  await dialog.getByLabel("Grund").fill("");
  await dialog.getByLabel("Nachweis des Tages").selectOption("uebergabe"); // a day before that of the rule is proven
  await dialog.getByRole("button", { name: "Weiter" }).click();
  await expect(dialog.getByLabel("Grund")).toBeFocused(); // without a reason nothing is put right
  await dialog.getByLabel("Grund").fill("Zustellvermerk vom Postboten");
  await dialog.getByRole("button", { name: "Weiter" }).click();
  await expect(dialog.getByRole("alert")).toContainText(formatDate(tag));
  await expect(dialog).toContainText("Die antragstellende Person bekommt eine Nachricht");
  await expectAccessible(desk);
  await dialog.getByRole("button", { name: "Ja, so berichtigen" }).click();
  await expect(dialog).toBeHidden();
  const bekanntgabe = desk.getByRole("region", { name: "Bekanntgabe" });
  await expect(bekanntgabe).toContainText(formatDate(tag));
  await expect(bekanntgabe).toContainText("nachgewiesen: persönliche Übergabe mit Vermerk");
  await desk.getByText("Wie der Tag festgestellt wurde").click();
  await expect(desk.getByText("Grund: Zustellvermerk vom Postboten")).toBeVisible();

  const raum = await applicant("organisation", 3);
  await raum.setViewportSize({ width: 390, height: 844 });
  await openAntrag(raum, vorgang.id);
  const told = raum.getByRole("listitem").filter({ hasText: "Ihre Frist hat sich geändert" });
  await told.getByRole("button", { name: "Nachricht öffnen" }).click();
  await expect(told).toContainText(`Es ist der ${formatDate(tag)}`);
  await expect(told).toContainText("Widerspruch erheben");
  await expect(told).not.toContainText("Postboten");
  await raum.getByRole("button", { name: "Kopie öffnen" }).click();
  await expect(raum.getByText(/^Wir haben den Tag berichtigt: Der Bescheid gilt am/)).toBeVisible();
  await expect(raum.getByText(/nicht einverstanden, können Sie sich bis zum .* wehren/)).toBeVisible();
  await expectAccessible(raum);
});

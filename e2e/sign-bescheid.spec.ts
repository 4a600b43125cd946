import { expectAccessible } from "./fixtures/axe.ts";
import { confirmHearing, writePartGrant } from "./fixtures/bescheid.ts";
import { openVorgang } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a part grant with fee and hearing goes out when a second person has signed it", async ({
  desk,
  staff,
  displayName,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: "e2e-ohne-einwilligung" });
  await writePartGrant(desk, vorgang.id);
  await desk.getByRole("group", { name: "Zeile 1" }).getByLabel("Menge").fill("12");
  await desk.getByRole("group", { name: "Zeile 1" }).getByLabel("Satz in Euro").fill("100");
  await expect(desk.getByLabel("Gebühr in Euro")).toHaveValue("1200,00");
  await desk.getByRole("button", { name: /Bekanntgabe$/ }).click();
  await expect(desk.getByText("Diesen Bescheid muss eine zweite Person zeichnen.")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Bescheid erteilen …" })).toBeHidden();
  await confirmHearing(desk);
  await desk.getByRole("button", { name: "Zur Zeichnung vorlegen …" }).click();
  const vorlegen = desk.getByRole("dialog", { name: "Bescheid zur Zeichnung vorlegen?" });
  await expectAccessible(desk);
  await vorlegen.getByRole("button", { name: "Ja, vorlegen" }).click();
  const runde = desk.getByRole("region", { name: /Vorlage zur Zeichnung/ });
  await expect(runde).toContainText("wartet auf Zeichnung");
  await expect(runde).toContainText("Zeichnen kann ihn nur jemand anderes");
  await expect(runde.getByRole("button", { name: /Zeichnen und erteilen/ })).toBeHidden();

  // the second person reads letter and check, and wants it otherwise
  const second = await staff("teamleitung");
  await openVorgang(second, vorgang.id, "bescheid");
  const vorlage = second.getByRole("region", { name: /Vorlage zur Zeichnung/ });
  await expect(vorlage).toContainText("Soweit Sie eine größere Fläche beantragt haben, lehnen wir Ihren Antrag ab.");
  await expect(vorlage).toContainText("1.200,00");
  await expect(vorlage.getByTitle("Vorschau des Bescheids")).toBeVisible();
  await expect(vorlage.getByRole("region", { name: "Prüfung vor der Erteilung" })).toContainText("§ 28 VwVfG");
  await expectAccessible(second);
  await vorlage.getByRole("button", { name: "Zurückgeben …" }).click();
  const zurueck = second.getByRole("dialog", { name: "Zurückgeben" });
  await zurueck.getByLabel("Was ist zu ändern?").fill("Bitte die Gehwegbreite nennen.");
  await zurueck.getByRole("button", { name: "Zurückgeben" }).click();
  await expect(zurueck).toBeHidden();

  // who wrote it goes on where it was returned, and submits it again
  await expect(runde).toContainText("Bitte die Gehwegbreite nennen.");
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  const gruende = desk.getByLabel("Begründung");
  await expect(gruende).toHaveValue("Für den übrigen Teil bleibt der Gehweg zu schmal.");
  await gruende.fill("Für den übrigen Teil bleibt der Gehweg mit 1,20 m zu schmal.");
  await desk
    .getByRole("button", { name: /Bekanntgabe$/ })
    .first()
    .click();
  await confirmHearing(desk);
  await desk.getByRole("button", { name: "Zur Zeichnung vorlegen …" }).click();
  await desk.getByRole("button", { name: "Ja, vorlegen" }).click();

  const anders = second.getByRole("heading", { name: "Geändert gegenüber der Vorlage davor" }).locator("..");
  await expect(anders.locator("ins")).toContainText("mit 1,20 m");
  await expect(anders.locator("del")).toHaveCount(0);
  await expectAccessible(second);
  await second.getByRole("button", { name: "Zeichnen und erteilen …" }).click();
  await second.getByRole("button", { name: "Ja, zeichnen und erteilen" }).click();
  await expect(second.getByText("zur Post zu geben")).toBeVisible();
  const bescheid = second.getByRole("region", { name: /^Teilweise Bewilligung/ });
  await expect(bescheid).toContainText(await displayName("teamleitung"));
  await second.getByText("Frühere Vorlagen (2)").click();
  await expect(second.getByText("Bitte die Gehwegbreite nennen.")).toBeVisible();
  await expectAccessible(second);
});

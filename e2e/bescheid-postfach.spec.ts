import { openVorgang, takeAndAccept, unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a Bescheid into the mailbox of the account is announced four days later, and refused where it was excluded", async ({
  staff,
  desk,
  freierAntrag,
}) => {
  const it = await staff("administration");
  await it.goto("/kanaele");
  const kanal = it.getByRole("region", { name: "Servicekonto (zum Ausprobieren)" });
  const turn = async (an: boolean) => {
    await kanal.getByLabel("Eingeschaltet").setChecked(an);
    await kanal.getByRole("button", { name: "Speichern" }).click();
    await expect(kanal).toContainText(an ? "eingeschaltet" : "ausgeschaltet");
  };
  await turn(true);

  const adresse = "54ba3d6b-5d2f-5dc0-9ba0-83de8f94ff80"; // of Henrik Wagner in the sample town
  const konto = unique("osi");
  const { vorgang: zu } = await freierAntrag({ konto, postfach: { adresse, bescheide: "ausgeschlossen" } });
  await takeAndAccept(desk, zu.id);
  await openVorgang(desk, zu.id, "bescheid");
  await desk.getByLabel(/^Bewilligung/).check();
  await desk.getByLabel("Entscheidungssatz").fill("Wir bewilligen Ihren Antrag.");
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  await desk.getByRole("button", { name: "Weiter zu: Nebenbestimmungen und Gebühr" }).click();
  await desk.getByRole("button", { name: /Bekanntgabe$/ }).click();
  await expect(desk.getByLabel(/^Postfach des Nutzerkontos/)).toBeDisabled();
  await expect(desk.getByText("hat Bescheide im Postfach ausgeschlossen")).toBeVisible();

  const { vorgang } = await freierAntrag({ konto, postfach: { adresse, bescheide: "erlaubt" } });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "bescheid");
  await desk.getByLabel(/^Bewilligung/).check();
  await desk.getByLabel("Entscheidungssatz").fill("Wir bewilligen Ihren Antrag.");
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  await desk.getByRole("button", { name: "Weiter zu: Nebenbestimmungen und Gebühr" }).click();
  await desk.getByRole("button", { name: /Bekanntgabe$/ }).click();
  await expect(desk.getByLabel(/^Postfach des Nutzerkontos/)).toBeChecked();
  await desk.getByRole("button", { name: "Bescheid erteilen …" }).click();
  await desk.getByRole("button", { name: "Ja, Bescheid erteilen" }).click();
  await expect(desk.getByText("B1 (§ 9 Abs. 1 OZG)").first()).toBeVisible();
  await expect(desk.getByText("Das Nutzerkonto benachrichtigt selbst").first()).toBeVisible();
  await turn(false);
});

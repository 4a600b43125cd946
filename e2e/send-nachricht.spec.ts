import { message, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { pdf } from "./fixtures/files.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { expect, test } from "./fixtures/test.ts";

test("a message goes out with a text module, filled placeholders and an attachment", async ({
  desk,
  gastronomie,
  applicant,
}) => {
  const { vorgang, firma } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "nachrichten?neu=nachricht");
  await desk.getByLabel("Betreff").fill("Wie weit wir sind");
  const text = desk.getByLabel("Text", { exact: true });
  await text.pressSequentially("::sach");
  await expect(desk.getByRole("listbox", { name: "Passende Textbausteine" })).toContainText("Sachstand");
  await text.press("Enter");
  await expect(text).toHaveValue(new RegExp(`Guten Tag ${firma}`));
  await expect(text).toHaveValue(new RegExp(vorgang.vorgangsnummer));
  const file = { name: "Merkblatt.pdf", mimeType: "application/pdf", buffer: pdf("Merkblatt") };
  await desk.getByLabel("Dateien hinzufügen oder hierher ziehen").setInputFiles(file);
  const chip = desk.getByRole("list", { name: "Anhänge" }).getByRole("button", { name: /Merkblatt\.pdf/ });
  await expect(chip).toContainText(/geprüft/);
  await expect(chip).not.toContainText("wird auf");
  await desk.getByRole("button", { name: "Nachricht senden" }).click();
  await expect(message(desk, "Wie weit wir sind")).toContainText("Im Antragsraum bereitgestellt");

  const raum = await applicant("organisation", 3);
  await raum.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await raum
    .getByRole("listitem")
    .filter({ hasText: "Wie weit wir sind" })
    .getByRole("button", { name: "Nachricht öffnen" })
    .click();
  await expect(raum.getByRole("link", { name: /Merkblatt\.pdf/ })).toBeVisible();
  await expect(message(desk, "Wie weit wir sind")).toContainText("Abgerufen");
});

test("a message with an open placeholder does not go out", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "nachrichten?neu=nachricht");
  await desk.getByLabel("Betreff").fill("Termin");
  await desk.getByLabel("Text", { exact: true }).fill("Wir kommen am {{termin}}.");
  await expect(desk.getByText("Ein Platzhalter ist noch offen: {{termin}}")).toBeVisible();
  await desk.getByRole("button", { name: "Nachricht senden" }).click();
  await expect(desk.getByRole("alert")).toContainText("Platzhalter");
  await expect(
    desk.getByText("Noch keine Nachrichten.").or(desk.getByRole("heading", { name: "Antragsdaten" })),
  ).toBeVisible();
});

import { completeTask, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a refusal needs reasons, goes by post and is notified four days later", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie({ konto: "e2e-ohne-einwilligung" });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "bescheid");
  await desk.getByLabel(/^Ablehnung/).check();
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  await expect(desk.getByText("Eine Ablehnung oder Teilbewilligung braucht eine Begründung").first()).toBeVisible();
  await desk.getByRole("button", { name: "Textbaustein einfügen" }).click();
  await desk.getByRole("button", { name: /^Gehweg zu schmal/ }).click();
  await expect(desk.getByLabel("Begründung")).toHaveValue(/Menschen mit Rollstuhl/);
  await desk.getByRole("button", { name: "Weiter zu: Auflagen und Gebühr" }).click();
  await expect(desk.getByText("Eine Ablehnung hat keine Auflagen.")).toBeVisible();
  await desk.getByRole("button", { name: /Bekanntgabe$/ }).click();
  await expect(desk.getByLabel(/^Abruf im Antragsraum/)).toBeDisabled();
  await expect(desk.getByLabel(/^Brief per Post/)).toBeChecked();
  await desk.getByRole("button", { name: "Bescheid erteilen …" }).click();
  await desk.getByRole("button", { name: "Ja, Bescheid erteilen" }).click();
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await desk.getByRole("button", { name: "Eintragen" }).click();
  const bekanntgabe = desk.getByRole("region", { name: "Bekanntgabe" });
  await expect(bekanntgabe).toContainText("§ 41 Abs. 2");
  await expect(bekanntgabe).toContainText(/Rechtsbehelf möglich bis\s*\S+ \d{2}\.\d{2}\.\d{4}/);
});

test("the decision that is being written survives and tells what it lacks", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "vollstaendig" });
  await openVorgang(desk, vorgang.id, "bescheid");
  await desk.getByLabel(/^Teilweise Bewilligung/).check();
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  await desk.getByLabel("Begründung").fill("Nur die Terrasse ist frei.");
  await expect(desk.getByText("Entwurf gesichert")).toBeVisible();
  await desk.reload();
  await expect(desk.getByLabel("Begründung")).toHaveValue("Nur die Terrasse ist frei.");
  await desk
    .getByRole("button", { name: /Auflagen und Gebühr$/ })
    .first()
    .click();
  await desk.getByLabel("Gebühr in Euro").fill("zwölf");
  await expect(desk.getByText("Die Gebühr ist kein gültiger Betrag")).toBeVisible();
  await desk
    .getByRole("button", { name: /Vorschau$/ })
    .first()
    .click();
  await expect(desk.getByText("Das fehlt noch")).toBeVisible();
});

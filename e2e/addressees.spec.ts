import { formatDate, today } from "../frontend/src/lib/date.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { grantByPost } from "./fixtures/bescheid.ts";
import { openVorgang } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

test("a decision for several people: each gets a letter and a day of their own", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie({ konto: "e2e-adressaten" });
  await grantByPost(desk, vorgang.id);
  await desk.getByRole("button", { name: "Weitere Person nennen …" }).click();
  const dialog = desk.getByRole("dialog", { name: "Wem der Bescheid bekannt gegeben wird" });
  await dialog.getByLabel("Auch eine andere beteiligte oder betroffene Person").check();
  await dialog.getByLabel("Name", { exact: true }).fill("Ada Anwalt");
  await dialog.getByLabel("Straße und Hausnummer").fill("Markt 3");
  await dialog.getByLabel("Postleitzahl und Ort").fill("39576 Stendal");
  await dialog.getByRole("textbox", { name: "Vertritt" }).fill("Nina Nachbar");
  await expectAccessible(desk);
  await dialog.getByRole("button", { name: "Brief erstellen" }).click();
  await expect(dialog).toBeHidden();
  const neighbour = desk.getByRole("region", { name: "Auch an Ada Anwalt" });
  await expect(neighbour).toContainText(
    "Ada Anwalt, Markt 3, 39576 Stendal – für Nina Nachbar: bevollmächtigte Person",
  );
  await expect(neighbour.getByRole("link", { name: "Bescheid für Ada Anwalt (PDF)" })).toBeVisible();
  await neighbour.getByLabel("Zur Post gegeben am").fill(today());
  await neighbour.getByRole("button", { name: "Eintragen" }).click();
  const frage = neighbour.getByRole("button", { name: /^Ja, am .* zur Post gegeben$/ });
  await expect(neighbour.getByText("B4").or(frage).first()).toBeVisible();
  if (await frage.isVisible()) await frage.click(); // the tests run on a Sunday or holiday
  await expect(neighbour).toContainText("bekannt gegeben");
  await expect(neighbour).toContainText(formatDate(today()));
  // that of who applied still waits for the post, and nothing is closed over it
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Abschließen" })).toBeHidden();
  await neighbour.getByRole("button", { name: "Bekanntgabe berichtigen …" }).click();
  await expect(desk.getByRole("dialog")).toContainText("Ada Anwalt hat hier kein Konto");
  await expectAccessible(desk);
});

test("whoever represents the applicant gets the letter, and the applicant reads that", async ({
  desk,
  applicant,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION });
  await grantByPost(desk, vorgang.id);
  await desk.getByRole("button", { name: "Weitere Person nennen …" }).click();
  const dialog = desk.getByRole("dialog", { name: "Wem der Bescheid bekannt gegeben wird" });
  await dialog.getByLabel("Die Person, die die antragstellende Person vertritt").check();
  await dialog.getByLabel("Name", { exact: true }).fill("Ada Anwalt");
  await dialog.getByLabel("Straße und Hausnummer").fill("Markt 3");
  await dialog.getByLabel("Postleitzahl und Ort").fill("39576 Stendal");
  await dialog.getByRole("button", { name: "Brief erstellen" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("Der Brief geht an: Ada Anwalt, Markt 3, 39576 Stendal")).toBeVisible();
  await expectAccessible(desk);

  const raum = await applicant("organisation", 3);
  await raum.setViewportSize({ width: 390, height: 844 });
  await openAntrag(raum, vorgang.id);
  const told = raum.getByRole("listitem").filter({ hasText: "Ihr Bescheid geht an die Person, die Sie vertritt" });
  await told.getByRole("button", { name: "Nachricht öffnen" }).click();
  await expect(told).toContainText("mit der Post an Ada Anwalt");
  await expectAccessible(raum);
});

test("who was named by mistake is struck before the letter is posted", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie({ konto: "e2e-gestrichen" });
  await grantByPost(desk, vorgang.id);
  await desk.getByRole("button", { name: "Weitere Person nennen …" }).click();
  const dialog = desk.getByRole("dialog", { name: "Wem der Bescheid bekannt gegeben wird" });
  await dialog.getByLabel("Auch eine andere beteiligte oder betroffene Person").check();
  await dialog.getByLabel("Name", { exact: true }).fill("Otto Irrtum");
  await dialog.getByLabel("Straße und Hausnummer").fill("Markt 4");
  await dialog.getByLabel("Postleitzahl und Ort").fill("39576 Stendal");
  await dialog.getByRole("button", { name: "Brief erstellen" }).click();
  await expect(dialog).toBeHidden();
  const wrong = desk.getByRole("region", { name: "Auch an Otto Irrtum" });
  await wrong.getByRole("button", { name: "Otto Irrtum streichen …" }).click();
  const strike = desk.getByRole("dialog", { name: "Person streichen" });
  await expectAccessible(desk);
  await strike.getByLabel("Grund").fill("Nachname verwechselt");
  await strike.getByRole("button", { name: "Person streichen" }).click();
  await expect(strike).toBeHidden();
  await expect(wrong).toContainText("gestrichen, kein Brief");
  await expect(wrong.getByLabel("Zur Post gegeben am")).toBeHidden();
  await expect(desk.getByLabel("Zur Post gegeben am")).toHaveCount(1); // that of who applied
  await expectAccessible(desk);
  await openVorgang(desk, vorgang.id, "verlauf");
  await expect(desk.getByText("Gestrichen, wer den Bescheid noch bekommen sollte")).toBeVisible();
  await expect(desk.getByText(/Nachname verwechselt/)).toBeVisible();
});

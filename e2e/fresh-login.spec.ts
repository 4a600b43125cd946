import type { Page } from "@playwright/test";
import { fillLogin } from "./fixtures/accounts.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

const question = (raum: Page) =>
  raum.getByRole("heading", { name: "Wollen Sie Ihren Antrag wirklich zurücknehmen?", exact: true });
const withdrawn = (raum: Page) => raum.getByText("Sie haben Ihren Antrag zurückgenommen.");

/** A window of a phone, signed in as the organisation. */
async function phone(stranger: () => Promise<Page>, level: 1 | 3, old = false): Promise<Page> {
  const raum = await stranger();
  await raum.setViewportSize({ width: 390, height: 844 });
  await raum.goto("/antragsraum");
  await raum.getByRole("link", { name: "Anmelden" }).click();
  await fillLogin(raum, "organisation", level, old);
  await expect(raum.getByRole("heading", { name: "Ihre Anträge" })).toBeVisible();
  return raum;
}

test("an old sign-in takes nothing back; after a new one it goes through without typing again", async ({
  desk,
  stranger,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  const raum = await phone(stranger, 3, true);
  await openAntrag(raum, vorgang.id);
  await raum.getByRole("button", { name: "Nachricht schreiben" }).click();
  const draft = "Diesen Satz möchte ich nicht noch einmal tippen.";
  await raum.getByLabel("Ihre Nachricht an uns").fill(draft);

  await raum.getByRole("button", { name: "Antrag zurücknehmen", exact: true }).click();
  await raum.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
  const notice = raum.getByRole("alert").filter({ hasText: "Bitte melden Sie sich noch einmal an" });
  await expect(notice).toContainText("höchstens 15 Minuten alt");
  await expect(notice).toContainText("Es ist noch nichts geändert.");
  await expectAccessible(raum);
  await expect(withdrawn(raum)).toBeHidden();

  // a provider that answers with the old sign-in again changes nothing, and the way stays open
  await notice.getByRole("link", { name: "Neu anmelden" }).click();
  await fillLogin(raum, "organisation", 3, true);
  await raum.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
  await notice.getByRole("link", { name: "Neu anmelden" }).click();

  await fillLogin(raum, "organisation", 3);
  await expect(question(raum)).toBeFocused();
  await expect(raum.getByLabel("Ihre Nachricht an uns")).toHaveValue(draft);
  await raum.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
  await expect(withdrawn(raum)).toBeVisible();
});

test("what was sent with a weak sign-in can be read with it; to take it back needs what the procedure demands", async ({
  desk,
  stranger,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION, niveau: 1 });
  await takeAndAccept(desk, vorgang.id);
  const raum = await phone(stranger, 1);
  await openAntrag(raum, vorgang.id);
  const box = raum.getByRole("region", { name: "Möchten Sie Ihren Antrag zurücknehmen?" });
  await expect(box).toContainText("Dafür brauchen Sie eine stärkere Anmeldung");
  await expect(box).toContainText("Ihre Anmeldung jetzt: einfach");
  await expect(box).toContainText("Nötig ist: gut gesichert");
  await expect(raum.getByRole("button", { name: "Antrag zurücknehmen", exact: true })).toBeHidden();
  await expectAccessible(raum);

  await box.getByRole("link", { name: "Stärker anmelden" }).click();
  await expect(raum.getByLabel("Vertrauensniveau")).toHaveValue("3");
  await fillLogin(raum, "organisation", 1); // less than asked for
  await expect(box).toContainText("Ihre Anmeldung jetzt: einfach");
  await box.getByRole("link", { name: "Stärker anmelden" }).click();
  await fillLogin(raum, "organisation", 3);
  await expect(question(raum)).toBeFocused();
  await raum.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
  await expect(withdrawn(raum)).toBeVisible();
});

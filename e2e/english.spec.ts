import { expectAccessible } from "./fixtures/axe.ts";
import { takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { expect, test } from "./fixtures/test.ts";

test("the whole desk speaks English once it is chosen", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await desk.getByRole("button", { name: /^Konto und Einstellungen/ }).click();
  await desk.getByLabel("Sprache").selectOption("English");
  await expect(desk.getByRole("heading", { name: "My cases", level: 1 })).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("heading", { name: "My cases", level: 1 })).toBeVisible();
  expect(await desk.evaluate(() => document.documentElement.lang)).toBe("en");
  for (const tab of ["", "/antrag", "/nachrichten", "/dokumente", "/bescheid", "/verlauf", "/prozess"]) {
    await desk.goto(`/vorgaenge/${vorgang.id}${tab}`);
    await expect(desk.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expect(desk.getByText(/^(Übersicht|Nachrichten|Dokumente|Verlauf|Fällig|Nächster Schritt)/)).toHaveCount(0);
    await expectAccessible(desk);
  }
});

test("the Antragsraum speaks English", async ({ applicant, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  const raum = await applicant("organisation", 3);
  await raum.goto("/antragsraum");
  await raum.getByRole("button", { name: "Switch to English" }).click();
  await expect(raum.getByRole("heading", { name: "Your applications" })).toBeVisible();
  await raum.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await expect(raum.getByRole("heading", { name: /What happens now|What is happening now/ })).toBeVisible();
});

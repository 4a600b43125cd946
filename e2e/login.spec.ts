import { fillLogin, signInApplicant, signInStaff } from "./fixtures/accounts.ts";
import { loginURL } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

test("an address inside leads through the sign-in and back to itself", async ({ stranger }) => {
  const page = await stranger();
  await page.goto("/schreibtisch?ansicht=alle&sortierung=eingang");
  await fillLogin(page, "sachbearbeitung");
  await expect(page.getByRole("heading", { name: "Alle Vorgänge" })).toBeVisible();
  await expect(page).toHaveURL(/ansicht=alle&sortierung=eingang/);
});

test("a wrong password is told at the provider and lets nobody in", async ({ stranger }) => {
  const page = await stranger();
  await page.goto("/");
  await page.getByLabel("Benutzername").fill("sachbearbeitung");
  await page.getByLabel("Passwort").fill("falsch");
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
});

test("signing out here signs out at the provider too", async ({ stranger }) => {
  const page = await stranger();
  await signInStaff(page, "teamleitung");
  await page.getByRole("button", { name: /^Konto und Einstellungen/ }).click();
  await page.getByRole("button", { name: "Abmelden" }).click();
  // Back at the desk nobody is signed in, at the provider neither: it asks for the password.
  await expect(page.getByLabel("Passwort")).toBeVisible();
});

test("signing out at the provider ends the session here (back channel)", async ({ stranger }) => {
  const page = await stranger();
  await signInStaff(page, "teamleitung");
  const other = await page.context().newPage();
  await other.goto(`${loginURL()}/realms/lindenfurt/protocol/openid-connect/logout`);
  await other.getByRole("button", { name: "Abmelden", exact: true }).click();
  await expect(other.getByText(/abgemeldet/i).first()).toBeVisible();
  await other.close();
  await page.reload();
  await expect(page.getByLabel("Passwort")).toBeVisible();
});

test("an applicant signs in and out of the Antragsraum", async ({ stranger }) => {
  const page = await stranger();
  await signInApplicant(page, "buerger3");
  await page.getByText("Mein Konto").locator("..").click();
  await page.getByRole("button", { name: "Abmelden" }).click();
  await expect(page.getByRole("link", { name: "Anmelden" })).toBeVisible();
});

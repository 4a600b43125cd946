import { expectAccessible } from "./fixtures/axe.ts";
import { unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("IT tries a channel to mailboxes, and sets up another", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/kanaele");
  const town = page.getByRole("region", { name: "Servicekonto (zum Ausprobieren)" });
  await expect(town).toContainText("ausgeschaltet");
  await town.getByRole("button", { name: "Verbindung prüfen" }).click();
  await expect(town.getByText("Die Anmeldung hat geklappt. Gesendet wurde nichts.")).toBeVisible();

  const name = unique("Zweiter Kanal");
  await page.getByRole("button", { name: "Kanal anlegen" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Wohin er führt").selectOption("osi2");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Kanal anlegen" }).click();
  const own = page.getByRole("region", { name });
  await own.getByLabel("Adresse der Schnittstelle").fill("http://gateway.example");
  await own.getByLabel("Adresse der Anmeldung").fill("https://idp.example/token");
  for (const label of ["Kennung (client_id)", "Passwort (client_secret)", "Zugriffsbereich (scope)"])
    await own.getByLabel(label).fill("x");
  await own.getByLabel("Ressource (resource)").fill("urn:x");
  await own.getByLabel("Mandant (tenant)").fill("ST");
  await own.getByLabel("Eingeschaltet").check();
  await own.getByRole("button", { name: "Speichern" }).click();
  await expect(own.getByText("Die Adresse muss mit https:// beginnen")).toBeVisible();
  await own.getByLabel("Eingeschaltet").uncheck();
  await own.getByRole("button", { name: "Speichern" }).click();
  await expect(own.getByLabel("Passwort (client_secret)")).toHaveValue("");
  await expectAccessible(page);
});

test("IT tries the channel to the BundID, and is told what is wrong with a certificate", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/kanaele");
  const town = page.getByRole("region", { name: "BundID (zum Ausprobieren)", exact: true });
  await town.getByRole("button", { name: "Verbindung prüfen" }).click();
  await expect(town.getByText("Die Anmeldung hat geklappt. Gesendet wurde nichts.")).toBeVisible();
  await expect(town.getByLabel("Zertifikat mit Schlüssel")).toHaveValue("");
  const through = page.getByRole("region", { name: "BundID über FIT-Connect (zum Ausprobieren)" });
  await through.getByRole("button", { name: "Verbindung prüfen" }).click();
  await expect(through.getByText("Die Anmeldung hat geklappt. Gesendet wurde nichts.")).toBeVisible();

  const service = page.getByRole("region", { name: "Onlinedienst (zum Ausprobieren)" });
  await service.getByRole("button", { name: "Verbindung prüfen" }).click();
  await expect(service.getByText("Die Anmeldung hat geklappt. Gesendet wurde nichts.")).toBeVisible();

  const name = unique("Zweite BundID");
  await page.getByRole("button", { name: "Kanal anlegen" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Wohin er führt").selectOption("zbp");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Kanal anlegen" }).click();
  const own = page.getByRole("region", { name });
  await own.getByLabel("Adresse der Schnittstelle").fill("https://zbp.example");
  await own.getByLabel("Zertifikat mit Schlüssel").fill("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
  await own.getByLabel("Eingeschaltet").check();
  await own.getByRole("button", { name: "Speichern" }).click();
  await expect(own.getByText("Das ist weder ein Zertifikat als PEM noch eine PKCS#12-Datei")).toBeVisible();
  await expectAccessible(page);
});

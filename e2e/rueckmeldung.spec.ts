import { expectAccessible } from "./fixtures/axe.ts";
import { openVorgang, unique } from "./fixtures/desk.ts";
import { osiURL } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

/** What an applicant writes in the mailbox of the service account, at the far end of `kontor dev`. */
async function reply(betreff: string, text: string): Promise<void> {
  const answer = await fetch(`${osiURL()}/ausprobieren/antwort`, {
    method: "POST",
    body: JSON.stringify({ sequencenumber: "V-0000-UNBEKANNT", subject: betreff, body: text }),
  });
  expect(answer.status).toBe(201);
}

test("what came back and belongs to no Vorgang is assigned by a person, or discarded", async ({
  staff,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie();
  const nachgereicht = unique("Nachgereicht");
  const werbung = unique("Werbung");
  await reply(nachgereicht, "Hier ist der Plan, den Sie haben wollten.");
  await reply(werbung, "Gewinnen Sie ein Kühlgerät.");

  const it = await staff("administration");
  await it.goto("/kanaele");
  const kanal = it.getByRole("region", { name: "Servicekonto (zum Ausprobieren)" });
  await kanal.getByLabel("Eingeschaltet").check();
  await kanal.getByRole("button", { name: "Speichern" }).click();
  await expect(kanal).toContainText("eingeschaltet");

  const desk = await staff("poststelle");
  const item = (name: string) => desk.getByRole("region", { name });
  await expect(async () => {
    await desk.goto("/klaerfaelle");
    await expect(item(nachgereicht)).toBeVisible({ timeout: 3_000 });
    await expect(item(werbung)).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await kanal.getByLabel("Eingeschaltet").uncheck();
  await kanal.getByRole("button", { name: "Speichern" }).click();
  await expect(kanal).toContainText("ausgeschaltet");
  await expectAccessible(desk);

  await item(nachgereicht).getByLabel("Vorgangsnummer").fill("V-2020-NICHTDA");
  await item(nachgereicht).getByRole("button", { name: "Zuordnen" }).click();
  await expect(item(nachgereicht).getByRole("alert")).toBeVisible();
  await item(nachgereicht).getByLabel("Vorgangsnummer").fill(vorgang.vorgangsnummer);
  await item(nachgereicht).getByRole("button", { name: "Zuordnen" }).click();
  await expect(item(nachgereicht)).toBeHidden();

  await item(werbung).getByText("Gehört zu keinem Vorgang").click();
  await item(werbung).getByLabel("Grund").fill("Werbung, kein Antrag");
  await item(werbung).getByRole("button", { name: "Verwerfen" }).click();
  await expect(item(werbung)).toBeHidden();

  const caseworker = await staff("sachbearbeitung");
  await openVorgang(caseworker, vorgang.id, "nachrichten");
  await expect(caseworker.getByText("Hier ist der Plan, den Sie haben wollten.")).toBeVisible();
});

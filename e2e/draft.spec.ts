import { openVorgang, tab, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { expect, test } from "./fixtures/test.ts";

test("what was typed is there after a reload, in another window and after leaving the page at once", async ({
  desk,
  staff,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "nachrichten?neu=nachricht");
  await desk.getByLabel("Betreff").fill("Rückfrage");
  await desk.getByLabel("Text", { exact: true }).fill("Wie breit ist der Gehweg?");
  await expect(desk.getByText("Entwurf gesichert")).toBeVisible();
  await desk.reload();
  await expect(desk.getByLabel("Text", { exact: true })).toHaveValue("Wie breit ist der Gehweg?");

  const second = await staff("sachbearbeitung");
  await openVorgang(second, vorgang.id, "nachrichten?neu=nachricht");
  await expect(second.getByLabel("Betreff")).toHaveValue("Rückfrage");

  await desk.getByLabel("Text", { exact: true }).fill("Wie breit ist der Gehweg wirklich?");
  await tab(desk, "Antrag").click();
  await tab(desk, "Nachrichten").click();
  await desk.getByRole("button", { name: "Nachricht", exact: true }).click();
  await expect(desk.getByLabel("Text", { exact: true })).toHaveValue("Wie breit ist der Gehweg wirklich?");
});

test("while the server is away the text stays in the browser and says so", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await openVorgang(desk, vorgang.id);
  await desk.route("**/entwuerfe/**", (route) => route.abort());
  await desk.getByLabel("Neuer Kommentar").fill("Rückruf um neun");
  await expect(desk.getByText(/nur in diesem Browser gesichert/)).toBeVisible();
  await desk.unroute("**/entwuerfe/**");
  await desk.reload();
  await expect(desk.getByLabel("Neuer Kommentar")).toHaveValue("Rückruf um neun");
});

test("an application's answer survives the reload of the phone", async ({ desk, freierAntrag, applicant }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  const raum = await applicant("organisation", 3);
  await raum.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await raum.getByRole("button", { name: "Nachricht schreiben" }).click();
  await raum.getByLabel("Ihre Nachricht an uns").fill("Ich ziehe nächste Woche um.");
  await raum.reload();
  await expect(raum.getByLabel("Ihre Nachricht an uns")).toHaveValue("Ich ziehe nächste Woche um.");
});

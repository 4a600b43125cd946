import { fillLogin, signInStaff } from "./fixtures/accounts.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { call, openVorgang, tab, takeAndAccept } from "./fixtures/desk.ts";
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

test("two windows tell each other, and the same text in both is a question", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  const other = await desk.context().newPage();
  for (const page of [desk, other]) await openVorgang(page, vorgang.id, "nachrichten?neu=nachricht");
  const text = (page: typeof desk) => page.getByLabel("Text", { exact: true });
  await text(desk).fill("Wie breit ist der Gehweg?");
  await expect(text(other)).toHaveValue("Wie breit ist der Gehweg?");

  // Another computer is not heard of: what it has saved is found out when this one saves.
  const path = `/api/v1/vorgaenge/${vorgang.id}/entwuerfe/nachricht`;
  await expect(desk.getByText("Entwurf gesichert")).toBeVisible();
  const { inhalt, stand } = await call<{ inhalt: Record<string, unknown>; stand: number }>(desk, "GET", path);
  await call(desk, "PUT", path, { inhalt: { ...inhalt, text: "Wie hoch ist die Markise?" }, stand });
  await text(desk).fill("Wie breit ist der Gehweg wirklich?");
  const question = desk
    .getByRole("alert")
    .filter({ hasText: "Derselbe Text wurde auch in einem anderen Fenster geändert" });
  await expect(question).toContainText("Wie hoch ist die Markise?");
  await expectAccessible(desk);
  await question.getByRole("button", { name: "Meinen Text behalten" }).click();
  await expect(text(other)).toHaveValue("Wie breit ist der Gehweg wirklich?");
  await other.close();
});

test("a session that ended loses nothing: not sent yet, signed in beside, sent", async ({
  stranger,
  desk,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag();
  const page = await stranger();
  await signInStaff(page, "sachbearbeitung");
  await openVorgang(page, vorgang.id);
  await page.getByLabel("Neuer Kommentar").fill("Rückruf um neun");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Kommentar speichern" }).click();
  const notSent = page.getByRole("alert").filter({ hasText: "Noch nicht gesendet:" });
  await expect(notSent).toContainText("Ihre Eingaben sind noch da");
  await expectAccessible(page);
  const [login] = await Promise.all([
    page.waitForEvent("popup"),
    notSent.getByRole("button", { name: /^Neu anmelden/ }).click(),
  ]);
  const closed = login.waitForEvent("close");
  await fillLogin(login, "sachbearbeitung");
  await closed;
  await expect(page.getByRole("status").filter({ hasText: "Sie sind wieder angemeldet" })).toBeVisible();
  await page.getByRole("button", { name: "Kommentar speichern" }).click();
  await openVorgang(desk, vorgang.id);
  await expect(desk.getByRole("article").getByText("Rückruf um neun")).toBeVisible();
});

test("the end of the session is announced, and one press puts it off", async ({ desk }) => {
  await desk.route("**/api/v1/ich", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), sitzung: { noch: 9999, ruhe: 240 } } });
  });
  await desk.reload();
  const notice = desk.getByRole("alert").filter({ hasText: "Ihre Anmeldung endet um" });
  await expect(notice).toBeVisible();
  await expectAccessible(desk);
  await desk.unroute("**/api/v1/ich");
  await notice.getByRole("button", { name: "Angemeldet bleiben" }).press("Enter");
  await expect(notice).toHaveCount(0);
});

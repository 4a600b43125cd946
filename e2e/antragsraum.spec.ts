import { act, call, message, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { pdf } from "./fixtures/files.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

test("the start page says whose it is without signing in", async ({ stranger }) => {
  const page = await stranger();
  await page.goto("/antragsraum");
  await expect(page.getByRole("heading", { name: "Ihr Antrag bei: Stadt Lindenfurt", level: 1 })).toBeVisible();
  const foot = page.getByRole("contentinfo");
  await expect(foot).toContainText("Stadt Lindenfurt");
  await expect(foot.getByRole("link", { name: /@lindenfurt\.example/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "Anmelden" })).toBeVisible();
});

test("only those who applied see the application", async ({ applicant, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  const foreign = await applicant("buerger4", 4);
  await foreign.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await expect(foreign.getByText("Diesen Antrag finden wir in Ihrem Konto nicht.")).toBeVisible();
});

test("a protected message stays shut until the stronger sign-in", async ({
  desk,
  applicant,
  stranger,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION, niveau: 1 });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "nachrichten", {
    betreff: "Vertraulich",
    text: "Ein geschützter Satz.",
    vertrauensniveau: 3,
  });
  await openVorgang(desk, vorgang.id, "nachrichten");
  await expect(message(desk, "Vertraulich")).toContainText("lesbar ab Vertrauensniveau substanziell");
  await expect(message(desk, "Vertraulich")).toContainText("bereitgestellt");
  const raum = await applicant("organisation", 1);
  await openAntrag(raum, vorgang.id);
  await expect(raum.getByText("Diese Nachricht ist besonders geschützt")).toBeVisible();
  await expect(raum.getByText("Vertraulich", { exact: true })).toBeHidden();
  await raum.getByRole("link", { name: "Stärker anmelden" }).click();
  await expect(raum.getByLabel("Vertrauensniveau")).toHaveValue("3");
  await raum.getByLabel("Benutzername").fill("organisation");
  await raum.getByLabel("Passwort").fill("demo");
  await raum.getByRole("button", { name: "Anmelden" }).click();
  await raum.getByRole("button", { name: "Nachricht öffnen" }).click();
  await expect(raum.getByText("Ein geschützter Satz.")).toBeVisible();
  const nobody = await stranger();
  await nobody.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await expect(nobody.getByRole("link", { name: "Anmelden" })).toBeVisible();
});

test("an application is shown only to a sign-in as sure as the one it came with", async ({
  applicant,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  const raum = await applicant("organisation", 1);
  await raum.goto("/antragsraum");
  const shut = raum.getByRole("listitem").filter({ hasText: /für d(en|ie) Sie eine stärkere Anmeldung brauchen/ });
  await expect(shut.getByText(/^Eingegangen am/).first()).toBeVisible();
  await expect(raum.getByText(vorgang.vorgangsnummer)).toBeHidden();
  await expect(raum.getByText("Sie müssen im Moment nichts tun.")).toBeHidden();
  await raum.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await expect(raum.getByRole("heading", { name: "Dafür brauchen Sie eine stärkere Anmeldung" })).toBeVisible();
  await raum.getByRole("link", { name: "Stärker anmelden" }).click();
  await expect(raum.getByLabel("Vertrauensniveau")).toHaveValue("3");
  await raum.getByLabel("Benutzername").fill("organisation");
  await raum.getByLabel("Passwort").fill("demo");
  await raum.getByRole("button", { name: "Anmelden" }).click();
  await expect(raum.getByRole("heading", { name: "Was passiert jetzt?" })).toBeVisible();
});

test("consent is given and taken back", async ({ applicant }) => {
  const raum = await applicant("buerger4", 4);
  await raum.goto("/antragsraum");
  const first = raum.getByRole("button", { name: "Ja, hier bereitstellen" });
  const settings = raum.getByRole("button", { name: /^Lieber/ });
  await expect(first.or(settings)).toBeVisible();
  if (await first.isVisible()) {
    await first.click();
    await expect(raum.getByText(/^Gespeichert\. Neue Bescheide stellen/).first()).toBeVisible();
    await raum.reload();
  } else if (await raum.getByRole("button", { name: "Lieber hier bereitstellen" }).isVisible())
    await raum.getByRole("button", { name: "Lieber hier bereitstellen" }).click();
  await raum.getByRole("button", { name: "Lieber mit der Post" }).click();
  await expect(raum.getByRole("button", { name: "Lieber hier bereitstellen" })).toBeVisible();
  await raum.reload();
  await expect(raum.getByRole("button", { name: "Lieber hier bereitstellen" })).toBeVisible();
});

test("a message of one's own accord arrives as a new answer on the desk", async ({ desk, applicant, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await desk.goto("/schreibtisch?ansicht=neue_antworten&sortierung=eingang");
  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  await raum.getByRole("button", { name: "Nachricht schreiben" }).click();
  await raum.getByLabel("Ihre Nachricht an uns").fill("Ich habe noch eine Rechnung gefunden.");
  const file = { name: "Rechnung.pdf", mimeType: "application/pdf", buffer: pdf("Rechnung") };
  await raum.getByLabel(/^Dateien dazulegen/).setInputFiles(file);
  await raum.getByRole("button", { name: "Nachricht senden" }).click();
  await expect(raum.getByText("Ihre Antwort ist bei uns angekommen")).toBeVisible();
  await openVorgang(desk, vorgang.id, "nachrichten");
  const arrived = message(desk, "Ich habe noch eine Rechnung gefunden.");
  await arrived.getByRole("button", { name: "Als gesehen markieren" }).click();
  await expect(arrived.getByRole("button", { name: "Als gesehen markieren" })).toBeHidden();
  expect((await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`)).neueAntwort).toBe(false);
});

test("the own application can be looked up and its PDF kept", async ({ applicant, freierAntrag }) => {
  const { vorgang, firma } = await freierAntrag({ konto: KONTO_ORGANISATION });
  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  await raum.getByText("Ihre Angaben im Antrag").click();
  await expect(raum.getByText(`Anliegen von ${firma}`)).toBeVisible();
  await expect(raum.getByText("1. Juli 2027")).toBeVisible();
  await raum.getByText("1 Unterlage", { exact: true }).click();
  const saving = raum.waitForEvent("download");
  await raum.getByRole("link", { name: /Antrag\.pdf/ }).click();
  expect((await saving).suggestedFilename()).toBe("Antrag.pdf");
});

test("a closed application takes no message and says how to reach the office", async ({
  desk,
  applicant,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "abschluss");
  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  await expect(raum.getByText("Hier können Sie nicht mehr antworten")).toBeVisible();
  await expect(raum.getByRole("heading", { name: "So erreichen Sie uns" })).toBeVisible();
});

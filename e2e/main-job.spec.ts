import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download, Page, Request } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { deliverGastronomie } from "./fixtures/deliver.ts";
import { findVorgang, message, nextStep, openVorgang, pane, row, tab, unique } from "./fixtures/desk.ts";
import { pdf } from "./fixtures/files.ts";
import { expectMail } from "./fixtures/mail.ts";
import { consent, openMessage } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

const AUFLAGE = "Der Ausschank endet um 21:30 Uhr.";

/** Answers a choice of the open task and completes it. */
async function completeChoice(page: Page, task: string, field: string, option: string) {
  const step = nextStep(page);
  await expect(step.getByText(task)).toBeVisible();
  await step.getByLabel(field).selectOption(option);
  await step.getByRole("button", { name: "Aufgabe abschließen" }).click();
}

/** The unpacked files of the export. */
async function unpacked(download: Download): Promise<{ folder: string; names: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "kontor-xdomea-"));
  const zip = join(folder, "export.zip");
  await download.saveAs(zip);
  execFileSync("unzip", ["-q", zip, "-d", join(folder, "inhalt")]);
  return { folder: join(folder, "inhalt"), names: readdirSync(join(folder, "inhalt")) };
}

function expectValidXdomea(folder: string, names: string[]) {
  const standards = process.env.KONTOR_STANDARDS;
  const message = names.find((name) => name.endsWith(".xml"));
  expect(message, names.join(", ")).toBeDefined();
  const text = readFileSync(join(folder, message ?? ""), "utf8");
  expect(text).toContain("urn:xoev-de:xdomea:schema:3.0.0");
  if (!standards) return;
  const schema = join(standards, "xdomea/xsd/3.0.0/xdomea-Nachrichten-AbgabeDurchfuehren.xsd");
  execFileSync("xmllint", ["--noout", "--nonet", "--schema", schema, join(folder, message ?? "")]);
}

test("an application becomes a decision", async ({ desk, staff, applicant }) => {
  test.setTimeout(480_000);
  const firma = unique("Café am Ufer");
  const email = `${firma.replace(/.* /, "")}@example.org`;

  await test.step("arrives on the open desk without a reload", async () => {
    await desk.goto("/schreibtisch?ansicht=nicht_zugewiesen&sortierung=eingang");
    await expect(desk.getByRole("heading", { name: "Nicht zugewiesen", level: 1 })).toBeVisible();
    await expect(desk.getByRole("table").or(desk.getByText("Alles ist verteilt"))).toBeVisible();
    const { status, text } = await deliverGastronomie({ firma, email });
    expect(status, text).toBe(200);
    const chip = desk.getByRole("button", { name: /^\d+ neuer?$/ });
    const emptyBefore = desk.getByRole("link", { name: firma, exact: true });
    await expect(chip.or(emptyBefore).first()).toBeVisible();
    if (await chip.isVisible()) await chip.click();
    await expect(row(desk, firma)).toContainText("Außengastronomie");
  });

  await test.step("is taken and accepted", async () => {
    await desk.getByRole("link", { name: firma, exact: true }).click();
    await expect(pane(desk).getByRole("heading", { name: firma, level: 2 })).toBeVisible();
    await expectAccessible(desk);
    await pane(desk).getByRole("button", { name: "Übernehmen" }).click();
    await pane(desk).getByRole("button", { name: "Annehmen" }).click();
    await expect(pane(desk).getByText("Nächster Schritt: Vollständigkeit prüfen")).toBeVisible();
    await pane(desk).getByRole("link", { name: "Öffnen" }).click();
    await expect(desk.getByRole("heading", { name: firma, level: 1 })).toBeVisible();
  });

  await test.step("shows the application as it was submitted", async () => {
    await tab(desk, "Antrag").click();
    await expect(desk.getByText("Gesellschaft mit beschränkter Haftung")).toBeVisible();
    await expect(desk.getByText("01.05.2027")).toBeVisible();
    await expect(desk.getByText("300,00 €")).toBeVisible();
    await expect(desk.getByRole("heading", { name: "Eintrag 2" })).toBeVisible();
    await expect(desk.getByText("4,5", { exact: true })).toBeVisible();
    await expectAccessible(desk);
    await tab(desk, "Dokumente").click();
    for (const name of ["Antrag.pdf", "Lageplan Ufer.pdf", "Ansicht.png"])
      await expect(desk.getByRole("link", { name, exact: true })).toBeVisible();
    await expectAccessible(desk);
  });

  await test.step("is asked for documents", async () => {
    await tab(desk, "Übersicht").click();
    await completeChoice(desk, "Vollständigkeit prüfen", "Ergebnis der Prüfung", "unvollständig");
    await nextStep(desk).getByRole("link", { name: "Unterlagen nachfordern" }).click();
    await desk.getByLabel("Betreff").fill("Ihr Lageplan");
    await desk.getByLabel("Text", { exact: true }).fill("Guten Tag,\n\nbitte reichen Sie den Lageplan nach.");
    await desk.getByLabel(/^Lageplan im Maßstab/).check();
    await expect(desk.getByLabel("Vertrauensniveau zum Lesen")).toHaveValue("3");
    await expectAccessible(desk);
    await desk.getByRole("button", { name: "Nachforderung senden" }).click();
    await expect(message(desk, "Ihr Lageplan")).toContainText(/bereitgestellt/);
  });

  const url = desk.url();
  const id = /vorgaenge\/([0-9a-f-]{36})/.exec(url)?.[1] ?? "";

  await test.step("the applicant gets a notice, consents and answers with a file", async () => {
    const notice = await expectMail(email, "Ihre Antwort wird gebraucht");
    expect(notice).not.toContain("Lageplan nach");
    const raum = await applicant("organisation", 3);
    await consent(raum);
    await expectAccessible(raum);
    await raum.goto(`/antragsraum/vorgaenge/${id}`);
    await openMessage(raum, "Ihr Lageplan");
    await expect(raum.getByText("bitte reichen Sie den Lageplan nach")).toBeVisible();
    const plan = { name: "Lageplan neu.pdf", mimeType: "application/pdf", buffer: pdf("Lageplan 1:100") };
    await raum
      .getByRole("listitem")
      .filter({ hasText: "Lageplan im Maßstab" })
      .last()
      .getByLabel("Datei oder Foto wählen")
      .setInputFiles(plan);
    await raum.getByLabel("Möchten Sie etwas dazu schreiben?").fill("Anbei der Plan im richtigen Maßstab.");
    await expectAccessible(raum);
    await raum.getByRole("button", { name: "Antwort senden" }).click();
    await expect(raum.getByText("Ihre Antwort ist bei uns angekommen")).toBeVisible();
    await expectAccessible(raum);
  });

  await test.step("the reply appears live in the open case", async () => {
    const reply = message(desk, "Anbei der Plan im richtigen Maßstab.");
    await expect(reply).toBeVisible();
    await expect(reply.getByRole("link", { name: "Lageplan neu.pdf" })).toBeVisible();
    await reply.getByRole("button", { name: "Als gesehen markieren" }).click();
    await desk.getByRole("button", { name: "Lageplan im Maßstab 1:100 annehmen" }).click();
    await expect(desk.getByText("1 von 1 angenommen")).toBeVisible();
    await expectAccessible(desk);
  });

  await test.step("is examined here and by the other unit", async () => {
    await tab(desk, "Übersicht").click();
    await completeChoice(desk, "Antwort prüfen", "Ergebnis der Prüfung", "vollständig");
    await expect(nextStep(desk).getByText("Zuarbeit der Straßenbaulast")).toBeVisible();

    const other = await staff("sachbearbeitung2");
    await openVorgang(other, id);
    const step = nextStep(other);
    await step.getByLabel("Stellungnahme", { exact: true }).fill("Die Restbreite des Gehwegs reicht.");
    await step
      .getByRole("group", { name: /Es bestehen Bedenken/ })
      .getByLabel("Nein")
      .check();
    await step.getByRole("button", { name: "Aufgabe abschließen" }).first().click();
    await expect(step.getByText("Zuarbeit der Straßenbaulast")).toBeHidden();

    await expect(nextStep(desk).getByText("Zuarbeit der Straßenbaulast")).toBeHidden();
    await completeChoice(desk, "Fachliche Prüfung", "Ergebnis der fachlichen Prüfung", "erlaubnisfähig");
  });

  await test.step("is decided with a condition and a fee", async () => {
    await nextStep(desk).getByRole("link", { name: "Bescheid erstellen" }).click();
    await desk.getByLabel(/^Bewilligung/).check();
    await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
    // what the other unit said can be read where the reasons are written
    await expect(desk.getByText("Die Restbreite des Gehwegs reicht.")).toBeVisible();
    await desk.getByLabel(/^Begründung/).fill("Kinderwagen und Rollstühle müssen vorbeikommen.");
    await desk.getByRole("button", { name: "Weiter zu: Nebenbestimmungen und Gebühr" }).click();
    await desk.getByRole("button", { name: "Eigene Nebenbestimmung" }).click();
    await desk.getByLabel("Nebenbestimmung 1", { exact: true }).fill(AUFLAGE);
    await expect(desk.getByLabel("Gebühr in Euro")).toHaveValue("256,25");
    await desk.getByRole("group", { name: "Zeile 1" }).getByLabel("Menge").fill("19,2");
    await expect(desk.getByLabel("Gebühr in Euro")).toHaveValue("240,00");
    await expectAccessible(desk);
    const preview = desk.waitForRequest((request) => request.url().endsWith("/bescheid/vorschau"));
    await desk.getByRole("button", { name: "Weiter zu: Vorschau" }).click();
    await expect(desk.getByTitle("Vorschau des Bescheids")).toHaveAttribute("src", /^blob:/);
    expect(await beginningOfLetter(desk, await preview)).toBe("%PDF-");
    await desk.getByRole("button", { name: "Weiter zu: Bekanntgabe" }).click();
    await expect(desk.getByLabel(/^Abruf im Antragsraum/)).toBeChecked();
    await desk.getByRole("button", { name: "Bescheid erteilen …" }).click();
    await expectAccessible(desk);
    await desk.getByRole("button", { name: "Ja, Bescheid erteilen" }).click();
    await expect(desk.getByText("im Antragsraum bereitgestellt")).toBeVisible();
    await expect(desk.getByText("240,00 €")).toBeVisible();
    await expect(desk.getByText(AUFLAGE)).toBeVisible();
  });

  await test.step("the applicant reads and keeps the decision", async () => {
    const notice = await expectMail(email, "Ein Bescheid liegt für Sie bereit", "rufen Sie ihn bis zum");
    expect(notice).not.toContain("bewilligt");
    const raum = await applicant("organisation", 3);
    await raum.goto(`/antragsraum/vorgaenge/${id}`);
    await expectAccessible(raum);
    await expect(desk.getByText("im Antragsraum bereitgestellt")).toBeVisible();
    const saving = raum.waitForEvent("download");
    await raum.getByRole("button", { name: "Bescheid jetzt öffnen" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^Bescheid_.*\.pdf$/);
    expect(
      readFileSync(await saved.path())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    await expect(raum.getByText("Ihr Antrag wurde bewilligt.")).toBeVisible();
    const again = raum.waitForEvent("download");
    await raum.getByRole("link", { name: "Bescheid als PDF speichern" }).click();
    expect(readFileSync(await (await again).path())).toEqual(readFileSync(await saved.path()));
    await expect(raum.getByText(/Sie können sich bis .* wehren/)).toBeVisible();
    await expect(raum.getByText(/nicht einverstanden, können Sie sich bis zum .* wehren/)).toBeVisible();
    await expect(raum.getByText("Niemand – es ist nichts mehr offen")).toBeHidden();
  });

  await test.step("the notification is computed and shown", async () => {
    const bekanntgabe = desk.getByRole("region", { name: "Bekanntgabe" });
    await expect(desk.getByText("bekannt gegeben", { exact: true })).toBeVisible();
    await expect(bekanntgabe).toContainText("§ 41 Abs. 2a Satz 3 VwVfG");
    await expect(bekanntgabe.getByRole("listitem").first()).toBeVisible();
    await expectAccessible(desk);
  });

  await test.step("is closed and exported", async () => {
    await desk.getByRole("button", { name: "Weitere …" }).click();
    await desk.getByRole("button", { name: "Abschließen", exact: true }).click();
    const dialog = desk.getByRole("dialog", { name: "Abschließen" });
    await dialog.getByLabel("Bemerkung (freiwillig)").fill("Kein Widerspruch zu erwarten.");
    await dialog.getByRole("button", { name: "Abschließen", exact: true }).click();
    await expect(desk.getByText("abgeschlossen", { exact: true })).toBeVisible();
    await tab(desk, "Verlauf").click();
    for (const entry of [
      "Antrag eingegangen",
      "Unterlagen nachgefordert",
      "Antwort eingegangen",
      "Bescheid erteilt",
      "Vorgang abgeschlossen",
    ])
      await expect(desk.getByText(entry, { exact: true }).first()).toBeVisible();
    await expectAccessible(desk);

    await desk.getByRole("button", { name: "Weitere …" }).click();
    const saving = desk.waitForEvent("download");
    await desk.getByRole("button", { name: "Als xdomea exportieren" }).click();
    const { folder, names } = await unpacked(await saving);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(existsSync(join(folder, name)) && !name.includes("/")).toBe(true);
    expectValidXdomea(folder, names);
    const { status } = await findVorgang(desk, (await findVorgangsnummer(desk)) ?? "");
    expect(status).toBe("abgeschlossen");
    await desk.keyboard.press("Escape");
  });
});

/** The browser hands out no body that a script has read as a file; so the same letter is asked for once more. */
const beginningOfLetter = (page: Page, preview: Request): Promise<string> =>
  page.evaluate(
    async ([url, body]) => {
      const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
      return (await answer.text()).slice(0, 5);
    },
    [preview.url(), preview.postData() ?? ""] as const,
  );

/** The number in the head of the open case. */
async function findVorgangsnummer(page: Page): Promise<string | undefined> {
  const title = await page.title();
  return /· (\S+)/.exec(title)?.[1];
}

import { completeTask, nextStep, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { pdf } from "./fixtures/files.ts";
import { openMessage } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

test("items are asked for, answered one by one, accepted and sent back", async ({ desk, gastronomie, applicant }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "unvollstaendig" });
  await openVorgang(desk, vorgang.id);
  await nextStep(desk).getByRole("link", { name: "Unterlagen nachfordern" }).click();

  await test.step("what is missing is said in words", async () => {
    await desk.getByRole("button", { name: "Nachforderung senden" }).click();
    await expect(desk.getByRole("alert")).toContainText("Bitte wählen Sie mindestens eine Unterlage.");
  });
  await desk.getByLabel("Betreff").fill("Zwei Unterlagen");
  await desk.getByLabel("Text", { exact: true }).fill("Bitte reichen Sie zwei Unterlagen nach.");
  await desk.getByLabel(/^Gewerbeanmeldung/).check();
  await desk.getByLabel("Weitere Unterlage").fill("Foto der Fläche");
  await desk.getByRole("button", { name: "Hinzufügen", exact: true }).click();
  await desk.getByRole("button", { name: "10 Arbeitstage" }).click();
  await desk.getByRole("button", { name: "Nachforderung senden" }).click();
  const asked = desk.getByRole("article", { name: "Zwei Unterlagen", exact: true });
  await expect(asked).toContainText("0 von 2 angenommen");

  const raum = await applicant("organisation", 3);
  await raum.goto(`/antragsraum/vorgaenge/${vorgang.id}`);
  await openMessage(raum, "Zwei Unterlagen");
  for (const item of ["Gewerbeanmeldung", "Foto der Fläche"]) {
    const file = { name: `${item}.pdf`, mimeType: "application/pdf", buffer: pdf(item) };
    await raum
      .getByRole("form", { name: "Ihre Antwort" })
      .getByRole("listitem")
      .filter({ has: raum.getByRole("heading", { name: new RegExp(item) }) })
      .getByLabel(/^Datei oder Foto wählen/)
      .setInputFiles(file);
  }
  await raum.getByRole("button", { name: "Antwort senden" }).click();
  await expect(raum.getByText("Ihre Antwort ist bei uns angekommen")).toBeVisible();

  await desk.getByRole("button", { name: /^Gewerbeanmeldung.* annehmen$/ }).click();
  await expect(asked).toContainText("1 von 2 angenommen");
  await desk.getByRole("button", { name: "Foto der Fläche zurückweisen" }).click();
  await asked.getByLabel("Was fehlt oder stimmt nicht?").fill("Das Foto ist unscharf.");
  await asked.getByRole("button", { name: "Mit diesem Grund zurückweisen" }).click();
  await expect(asked).toContainText("zurückgewiesen");

  await raum.reload();
  await expect(raum.getByText("Das Foto ist unscharf.")).toBeVisible();
  await expect(raum.getByText("Schon da: 1 von 2")).toBeVisible();
});

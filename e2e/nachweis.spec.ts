import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, message, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { expect, test } from "./fixtures/test.ts";

const kontor = join(import.meta.dirname, "..", "bin", "kontor");

test("of a message a caseworker gets a record that proves itself", async ({ desk, gastronomie }, info) => {
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "nachrichten", { betreff: "Termin vor Ort", text: "Wir kommen am Montag." });
  await openVorgang(desk, vorgang.id, "nachrichten");
  const sent = message(desk, "Termin vor Ort");
  await expect(sent).toContainText("Im Antragsraum bereitgestellt");
  await expectAccessible(desk);

  const pdfSaving = desk.waitForEvent("download");
  await sent.getByRole("button", { name: "als PDF zu „Termin vor Ort“" }).click();
  const pdf = await pdfSaving;
  expect(pdf.suggestedFilename()).toMatch(new RegExp(`^Nachweis_${vorgang.vorgangsnummer}_\\w{6}\\.pdf$`));
  expect(
    readFileSync(await pdf.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");

  const saving = desk.waitForEvent("download");
  await sent.getByRole("button", { name: "als JSON zu „Termin vor Ort“" }).click();
  const file = await (await saving).path();
  const check = (path: string) => execFileSync(kontor, ["check", "nachweis", path], { encoding: "utf8", env: {} });
  expect(check(file)).toContain("Worte: in Ordnung. Angaben und Ereignisse sagen, was versiegelt ist.");

  const changed = info.outputPath("geaendert.json");
  writeFileSync(changed, readFileSync(file, "utf8").replaceAll("am Montag", "am Dienstag"));
  expect(() => check(changed)).toThrow();
});

test("of a decision by post there is a record beside it", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie({ konto: "e2e-ohne-einwilligung" });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "post" });
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  const saving = desk.waitForEvent("download");
  await desk.getByRole("button", { name: "als JSON zu „Bescheid“" }).click();
  const record = JSON.parse(readFileSync(await (await saving).path(), "utf8"));
  expect(record.abschnitte.map((a: { titel: string }) => a.titel)).toContain("Bescheid");
});

import { readFileSync } from "node:fs";
import { expectAccessible } from "./fixtures/axe.ts";
import { call, chooseFurther, openVorgang, row } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

/** Nothing in it breaks a line. */
const LONG = "Rechnung_ueber_die_Sondernutzung_am_Uferweg_unterschrieben.pdf";

test("several cases leave as one xdomea file", async ({ desk, freierAntrag }) => {
  const a = await freierAntrag();
  const b = await freierAntrag({ firma: `${a.firma} Zwei` });
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${encodeURIComponent(a.firma)}`);
  await expect(row(desk, b.firma)).toBeVisible();
  await desk.getByLabel("Alle angezeigten Vorgänge auswählen").check();
  const saving = desk.waitForEvent("download");
  await desk.getByRole("button", { name: "Als xdomea exportieren" }).click();
  const file = readFileSync(await (await saving).path());
  expect(file.subarray(0, 2).toString()).toBe("PK");
});

test("an export says what it leaves out before, and the Verlauf says it afterwards", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  const virus = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR", "-STANDARD-", "ANTIVIRUS", "-TEST-", "FILE!$H+H*"].join("");
  await openVorgang(desk, vorgang.id, "dokumente");
  await desk
    .getByLabel("Dateien hinzufügen oder hierher ziehen")
    .setInputFiles({ name: LONG, mimeType: "application/pdf", buffer: Buffer.from(virus) });
  await expect
    .poll(async () => (await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`)).dokumente.map((d) => d.pruefung))
    .toContain("befallen");
  await chooseFurther(desk, "Als xdomea exportieren");
  const question = desk.getByRole("dialog", { name: "Eine Datei geht nicht mit" });
  await expect(question).toContainText(`${LONG} – Schadsoftware gefunden, gesperrt`);
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => question.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  const saving = desk.waitForEvent("download");
  await question.getByRole("button", { name: "Ohne diese Dateien exportieren" }).click();
  expect((await saving).suggestedFilename()).toMatch(/^[0-9a-f-]{36}_Abgabe\.Abgabe\.0401\.zip$/);
  await expect(question).toBeHidden();
  await openVorgang(desk, vorgang.id, "verlauf");
  await expect(desk.getByText(`Nicht übergeben: ${LONG} (Schadsoftware gefunden, gesperrt)`)).toBeVisible();
});

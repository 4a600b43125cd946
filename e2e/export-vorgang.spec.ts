import { readFileSync } from "node:fs";
import { row } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

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

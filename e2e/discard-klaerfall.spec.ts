import { expectAccessible } from "./fixtures/axe.ts";
import { deliver, deliverNeutral } from "./fixtures/deliver.ts";
import { unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a Klärfall is discarded with a reason and a second person only", async ({ staff }) => {
  const kennung = unique("muell").replace(" ", "-");
  const { referenz } = await deliver("neutral", {
    body: `{"kennung": "${kennung}", "formular": 5}`,
    contentType: "application/json",
  });
  const first = await staff("poststelle");
  await first.goto("/klaerfaelle");
  await first.getByRole("row").filter({ hasText: referenz }).getByRole("link").click();
  await first.getByRole("button", { name: "Verwerfen" }).click();
  const dialog = first.getByRole("dialog", { name: "Verwerfen" });
  await dialog.getByLabel("Warum wird diese Lieferung kein Vorgang?").fill("Ein Test des Herstellers, kein Antrag.");
  await dialog.getByRole("button", { name: "Verwerfen beantragen" }).click();
  await expect(first.getByText("Eine zweite Person muss zustimmen.")).toBeVisible();
  await expect(first.getByRole("button", { name: "Zustimmen und verwerfen" })).toBeHidden();
  await expectAccessible(first);

  const second = await staff("teamleitung");
  await second.goto(first.url());
  await expect(second.getByText("Ein Test des Herstellers")).toBeVisible();
  await second.getByRole("button", { name: "Zustimmen und verwerfen" }).click();
  await expect(second.getByText("Verworfen", { exact: true })).toBeVisible();
  await second.goto("/poststellenbuch");
  await second.getByRole("textbox", { name: "Suche" }).fill(referenz);
  await second.getByRole("button", { name: "Anzeigen", exact: true }).click();
  await expect(second.getByRole("row").filter({ hasText: referenz })).toContainText("verworfen");
});

test("who asked to discard takes that back, and all of a kind are processed again at once", async ({ staff }) => {
  const broken = () =>
    deliver("neutral", { body: `{"kennung": "${unique("k")}", "formular": 5}`, contentType: "application/json" });
  const { referenz } = await broken();
  await broken();
  const page = await staff("poststelle");
  await page.goto("/klaerfaelle");
  await page.getByRole("row").filter({ hasText: referenz }).getByRole("link").click();
  await page.getByRole("button", { name: "Verwerfen" }).click();
  const dialog = page.getByRole("dialog", { name: "Verwerfen" });
  await dialog.getByLabel("Warum wird diese Lieferung kein Vorgang?").fill("Sieht nach einem Versehen aus.");
  await dialog.getByRole("button", { name: "Verwerfen beantragen" }).click();
  await page.getByRole("button", { name: "Antrag zurücknehmen" }).click();
  await expect(page.getByText("Eine zweite Person muss zustimmen.")).toBeHidden();
  await expect(page.getByRole("button", { name: "Verwerfen" })).toBeVisible();

  await page.goto("/klaerfaelle");
  await page
    .getByRole("button", { name: /^Alle erneut verarbeiten: (?!Das Formular hat sich).*neutral/i })
    .first()
    .click();
  await expect(page.getByText(/Klärfälle werden erneut verarbeitet/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: referenz })).toBeVisible(); // it is still no application
});

test("a conflict shows both contents and may become a case of its own", async ({ staff }) => {
  const kennung = unique("doppelt").replace(" ", "/");
  const eins = unique("Kiosk Eins");
  const zwei = unique("Kiosk Zwei");
  const first = await deliverNeutral({ firma: eins, kennung });
  await deliverNeutral({ firma: zwei, kennung });
  const page = await staff("poststelle");
  await page.goto("/klaerfaelle");
  await page.getByRole("row").filter({ hasText: kennung }).getByRole("link").click();
  const compare = page.getByRole("region", { name: "Beide Inhalte" });
  await expect(compare).toContainText(eins);
  await expect(compare).toContainText(zwei);
  await expect(page.getByText(`gibt es schon den Vorgang ${first.vorgangsnummer}`)).toBeVisible();
  await page.getByRole("button", { name: "Als eigenen Vorgang annehmen" }).click();
  await expect(page.getByText("Aus der Lieferung ist ein Vorgang geworden")).toBeVisible();
});

test("the same application sent twice is pointed out on both and merged by nobody", async ({ desk, freierAntrag }) => {
  test.setTimeout(480_000); // the hint comes with the sweep of every minute
  const firma = unique("Zweimal");
  const a = await freierAntrag({ firma });
  const b = await freierAntrag({ firma });
  await desk.goto(`/vorgaenge/${a.vorgang.id}`);
  await expect(async () => {
    await desk.reload();
    await expect(desk.getByText("Vielleicht doppelt")).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 180_000 });
  await expect(desk.getByRole("link", { name: b.vorgangsnummer })).toBeVisible();
  await desk.getByRole("button", { name: `${b.vorgangsnummer} ist kein Doppel` }).click();
  await expect(desk.getByText("Vielleicht doppelt")).toBeHidden();
  await desk.goto(`/vorgaenge/${b.vorgang.id}`);
  await expect(desk.getByRole("heading", { name: firma, level: 1 })).toBeVisible();
  await expect(desk.getByText("Vielleicht doppelt")).toBeHidden();
});

import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe.ts";
import { openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

/** WCAG 1.4.10: at 320 px nothing has to be scrolled sideways. */
async function expectNoSideways(page: Page) {
  await expect
    .poll(
      () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      page.url(),
    )
    .toBeLessThanOrEqual(0);
}

test("desk and case fit into 320 pixels", async ({ desk, gastronomie }) => {
  const { vorgang, firma } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await desk.setViewportSize({ width: 320, height: 640 });
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}`);
  await expect(desk.getByRole("link", { name: firma, exact: true })).toBeVisible();
  await expectNoSideways(desk);
  await expectAccessible(desk);
  for (const tab of ["", "antrag", "nachrichten?neu=nachforderung", "dokumente", "bescheid", "verlauf", "prozess"]) {
    await openVorgang(desk, vorgang.id, tab);
    await expect(desk.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expectNoSideways(desk);
    await expectAccessible(desk);
  }
});

test("the Antragsraum fits into 320 pixels", async ({ applicant, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  const raum = await applicant("organisation", 3);
  await raum.setViewportSize({ width: 320, height: 640 });
  await raum.goto("/antragsraum");
  await expect(raum.getByRole("heading", { name: "Ihre Anträge" })).toBeVisible();
  await expectNoSideways(raum);
  await openAntrag(raum, vorgang.id);
  await expectNoSideways(raum);
});

test("the versions of procedures fit into 320 pixels", async ({ staff }) => {
  const page = await staff("administration");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/verfahren");
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Befunde" })).toBeVisible();
  await expectNoSideways(page);
});

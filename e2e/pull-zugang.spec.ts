import { expect, test } from "./fixtures/test.ts";

test("IT lets an intake fetch at once and sees when it did", async ({ staff }) => {
  const page = await staff("administration");
  await page.goto("/zugaenge");
  await page.getByRole("row").filter({ hasText: "email" }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Jetzt abholen" }).click();
  await expect(page.getByText("Die Abholung beginnt.")).toBeVisible();
});

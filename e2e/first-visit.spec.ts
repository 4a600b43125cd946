import type { Page, Request } from "@playwright/test";
import { signInApplicant, signInStaff } from "./fixtures/accounts.ts";
import { expect, test } from "./fixtures/test.ts";

const budget = 0.7 * 1024 * 1024;

// People with a slow line, on the first day and after every upgrade: what the browser loads from us stays small.
for (const [who, signIn] of [
  ["the desk", (page: Page) => signInStaff(page, "sachbearbeitung")],
  ["the Antragsraum", (page: Page) => signInApplicant(page, "buerger3")],
] as const) {
  test(`the first visit to ${who} loads at most 0.7 MB`, async ({ stranger, baseURL }) => {
    const page = await stranger();
    const finished: Request[] = [];
    page.on("requestfinished", (request) => request.url().startsWith(`${baseURL}/`) && finished.push(request));
    await signIn(page);
    await page.waitForLoadState("networkidle");
    const loaded = await Promise.all(
      finished.map(async (request) => ({
        path: new URL(request.url()).pathname,
        bytes: (await request.sizes()).responseBodySize,
        encoding: await (await request.response())?.headerValue("content-encoding"),
      })),
    );
    const told = JSON.stringify(loaded, null, 1);
    const text = loaded.filter((file) => /\.(js|css)$/.test(file.path) && file.bytes > 0);
    expect(
      loaded.reduce((sum, file) => sum + file.bytes, 0),
      told,
    ).toBeLessThan(budget);
    expect(text.length, told).toBeGreaterThan(2);
    expect(
      text.filter((file) => file.encoding !== "br"),
      told,
    ).toEqual([]);
  });
}

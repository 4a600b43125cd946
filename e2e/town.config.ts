import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

/**
 * What the whole town must be changed for: another Land, another day. These start `bin/kontor dev` themselves, one after
 * the other, on the same data.
 */
export default defineConfig({
  ...config,
  outputDir: "results/town",
  reporter: [["list"]],
  webServer: undefined,
  projects: [
    { name: "land", testMatch: "post-without-rule.town.ts" },
    { name: "tage", testMatch: "expire-abruf.town.ts", dependencies: ["land"] },
  ],
});

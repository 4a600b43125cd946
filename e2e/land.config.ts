import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

const server = Array.isArray(config.webServer) ? undefined : config.webServer;

/** The town in a Land of which nobody has read the rules, on a server of its own: a town has one Land. */
export default defineConfig({
  ...config,
  testMatch: "*.land.ts",
  outputDir: "results/land",
  reporter: [["list"]],
  webServer: server && { ...server, env: { ...server.env, KONTOR_DEMO_LAND: "BY" } },
});

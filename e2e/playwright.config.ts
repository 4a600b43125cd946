import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { baseURL, data, listen, ownServer } from "./fixtures/server.ts";

const root = process.getuid?.() === 0;
// Without the surface of a browser that nobody looks at, the pages get the processor.
const shell = "/usr/bin/chromium-headless-shell";
const executablePath = process.env.KONTOR_CHROMIUM ?? (existsSync(shell) ? shell : "/usr/bin/chromium");

/**
 * The suite runs against `bin/kontor dev` with data of its own, or against a server that runs already (KONTOR_E2E_URL).
 * It builds nothing; `make e2e` does. Every spec makes its own cases, so the order does not matter.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "results",
  fullyParallel: false,
  // Half of the processors: on two, a second browser beside the first was no faster.
  workers: "50%",
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Far more than a quiet machine needs: a test waits for what it means, and machines are busy.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [["list"], ["html", { outputFolder: "report", open: "never" }], ["./fixtures/operations.ts"]],
  use: {
    baseURL,
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1366, height: 768 },
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    trace: "off", // costs a third of the time; on a failure: make test-e2e E2E='--trace on name.spec'
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: ["--disable-gpu", ...(root ? ["--no-sandbox", "--disable-dev-shm-usage"] : [])],
    },
  },
  webServer: ownServer
    ? {
        command: "bin/kontor dev",
        cwd: join(import.meta.dirname, ".."),
        url: `${baseURL}/readyz`,
        timeout: 300_000,
        reuseExistingServer: false,
        gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
        env: {
          KONTOR_LISTEN: listen,
          KONTOR_DATA: data ?? "",
          KONTOR_VERFAHREN: join(import.meta.dirname, "verfahren"),
        },
      }
    : undefined,
});

import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { baseURL, data, listen, ownServer } from "./fixtures/server.ts";

const root = process.getuid?.() === 0;
const executablePath = process.env.KONTOR_CHROMIUM ?? "/usr/bin/chromium";

/**
 * The suite runs against `bin/kontor dev` with data of its own, or against a server that runs already (KONTOR_E2E_URL).
 * It builds nothing; `make e2e` does. Every spec makes its own cases, so the order does not matter.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "results",
  fullyParallel: false,
  workers: Number(process.env.KONTOR_E2E_WORKERS ?? 2),
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
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args: root ? ["--no-sandbox", "--disable-dev-shm-usage"] : [] },
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

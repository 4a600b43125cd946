import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signInStaff } from "./fixtures/accounts.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { deliverNeutral } from "./fixtures/deliver.ts";
import { findVorgang, nextStep, openVorgang, takeAndAccept, unique } from "./fixtures/desk.ts";
import { freePort } from "./fixtures/server.ts";
import { expect, test } from "./fixtures/test.ts";

// A Kontor of its own, which this test may stop and start: folders are read when it starts.
const root = join(import.meta.dirname, "..");
const listen = `127.0.0.1:${freePort()}`;
const own = `http://${listen}`;
test.use({ baseURL: own });

async function start(home: string): Promise<ChildProcess> {
  const kontor = spawn(join(root, "bin/kontor"), ["dev"], {
    stdio: "ignore",
    env: {
      ...process.env,
      KONTOR_LISTEN: listen,
      KONTOR_DATA: join(home, "data"),
      KONTOR_VERFAHREN: join(home, "verfahren"),
    },
  });
  const ready = async () => (await fetch(`${own}/readyz`).catch(() => undefined))?.status;
  await expect.poll(ready, { timeout: 300_000 }).toBe(200);
  return kontor;
}

async function stop(kontor: ChildProcess): Promise<void> {
  if (kontor.exitCode !== null) return;
  const ended = new Promise((resolve) => kontor.once("exit", resolve));
  kontor.kill("SIGTERM");
  await ended;
}

/** Puts the general procedure into the folder, for a form of its own. */
function put(home: string, name: string): void {
  const folder = join(home, "verfahren", name, "1");
  cpSync(join(root, "workflow/verfahren/standard/1"), folder, { recursive: true });
  const meta = join(folder, "verfahren.yaml");
  const yaml = readFileSync(meta, "utf8");
  writeFileSync(
    meta,
    yaml
      .replace("formulare: []", `formulare:\n  - { adapter: neutral, formular: "${name}" }`)
      .replace(/^titel: .*$/m, `titel: Verfahren ${name}`),
  );
}

test("a folder that is gone takes no case with it, and one with a fault stops nothing", async ({ stranger }) => {
  test.setTimeout(1_200_000); // an office is set up, and begins once more
  const home = mkdtempSync(join(tmpdir(), "kontor-ordner-"));
  put(home, "baum");
  let kontor = await start(home);
  try {
    const desk = await stranger();
    await signInStaff(desk, "sachbearbeitung");
    const delivered = async (formular: string) => {
      const answer = await deliverNeutral({ firma: unique("Baumpflege"), formular }, own);
      expect(answer.status, answer.text).toBe(200);
      return findVorgang(desk, answer.vorgangsnummer);
    };
    const before = await delivered("baum");
    expect(`${before.verfahren}/${before.verfahrenStand}`).toBe("baum/1");

    await stop(kontor);
    rmSync(join(home, "verfahren/baum"), { recursive: true });
    put(home, "eiche");
    const broken = join(home, "verfahren/kaputt/1");
    mkdirSync(broken, { recursive: true });
    writeFileSync(join(broken, "process.bpmn"), "<kein");
    kontor = await start(home);

    await test.step("the case is read and worked on as it began", async () => {
      await desk.goto("/");
      await takeAndAccept(desk, before.id);
      await openVorgang(desk, before.id);
      await expect(nextStep(desk)).toContainText("prüfen");
      await openVorgang(desk, before.id, "prozess");
      await expect(desk.getByRole("region", { name: "In Worten", exact: true })).toBeVisible();
    });

    await test.step("new applications get it all the same, and the other folder counts", async () => {
      for (const name of ["baum", "eiche"]) expect((await delivered(name)).verfahren).toBe(name);
    });

    await test.step("the administration sees what is not used, and why", async () => {
      const page = await stranger();
      await signInStaff(page, "administration");
      await page.getByRole("link", { name: "Verfahren", exact: true }).click();
      const notice = page.getByRole("list").filter({ has: page.getByRole("link", { name: "kaputt/1", exact: true }) });
      await expect(page.getByText("1 Version wird nicht benutzt, weil etwas nicht stimmt")).toBeVisible();
      await expect(notice).toContainText("process.bpmn");
      await expectAccessible(page);
      await page.getByRole("link", { name: "kaputt/1", exact: true }).click();
      await expect(page.getByRole("region", { name: "Befunde" })).toContainText("Fehler");
      await expect(page.getByRole("button", { name: "Aktivieren …" })).toBeHidden();
    });
  } finally {
    await stop(kontor);
  }
  rmSync(home, { recursive: true, force: true });
});

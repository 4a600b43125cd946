import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";

const repository = join(import.meta.dirname, "../../..");

/** The server's own sources, without tests and without what only `kontor dev` starts. */
function goSources(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".go") && !path.endsWith("_test.go") && !/^(devkit|testkit)\b/.test(path))
    .map((path) => readFileSync(join(repository, folder, path), "utf8"));
}

const hits = (sources: string[], pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((hit) => hit[1] ?? ""))),
];

const server = goSources("backend/internal");
const engine = goSources("workflow");
const adapters = goSources("adapters");

const reasons = [
  ...hits(server, /\bFail\([\w.]+, "([a-z_]+)"/g),
  ...hits(server, /\bReason: +"([a-z_]+)"/g).filter((reason) => reason !== "prozess_"),
  ...hits(engine, /\bCode[A-Z]\w+ += "([a-z_]+)"/g).map((code) => `prozess_${code}`),
];
const fieldReasons = [
  ...hits(server, /\bFailField\("\w+", "([a-z_]+)"/g),
  ...hits(server, /\bfelder\[[^\]]+\] = "([a-z_]+)"/g),
  ...hits(engine, /\bwrong\[[^\]]+\] = "([a-z_]+)"/g),
  "required",
  "length",
  "unknown",
  "format",
  "invalid",
];

it("finds the reasons in the sources", () => {
  for (const known of ["stale", "reply_closed", "login_failed", "prozess_werte"]) expect(reasons).toContain(known);
  for (const known of ["pflicht", "no_consent", "not_in_future"]) expect(fieldReasons).toContain(known);
});

it.each(reasons)("has a German and an English sentence for %s", (reason) => {
  expect(de.fehler).toHaveProperty(reason);
  expect(en.fehler).toHaveProperty(reason);
});

it.each([...new Set(fieldReasons)])("has a German and an English sentence for the field reason %s", (reason) => {
  expect(de.fehlerFeld).toHaveProperty(reason);
  expect(en.fehlerFeld).toHaveProperty(reason);
});

it.each(hits(adapters, /\b[Ff]ail\((?:adapters\.)?[A-Z]\w+, "([a-z_]+)",/g))(
  "names the Klärfall %s in both languages",
  (reason) => {
    expect(de.klaerfallGrund).toHaveProperty(reason);
    expect(en.klaerfallGrund).toHaveProperty(reason);
  },
);

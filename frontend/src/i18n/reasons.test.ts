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

const reasons = [
  ...hits(server, /\bFail\([\w.]+, "([a-z_]+)"/g),
  ...hits(server, /\bReason: +"([a-z_]+)"/g).filter((reason) => reason !== "prozess_"),
  ...hits(engine, /\bCode[A-Z]\w+ += "([a-z_]+)"/g).map((code) => `prozess_${code}`),
];
const fieldReasons = [
  ...hits(server, /\bFailField\("\w+", "([a-z_]+)"/g),
  ...hits(server, /\bfelder\[[^\]]+\] = "([a-z_]+)"/g),
  ...hits(server, /\bPruefung(?:Fehlt|Bestaetigen), "([a-z_]+)"/g),
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

/** What adapters and the intake say of a delivery or a fetch: it stands in Klärfälle, the Poststellenbuch and at the Zugang. */
const inData = [
  ...readFileSync(join(repository, "adapters/reasons.txt"), "utf8").trim().split("\n"),
  ...hits(server, /\badapters\.Error\{\s*Code: adapters\.\w+, Reason: "([a-z0-9_]+)"/g),
  ...hits(server, /\b(?:[pP]rocessingFailed|grundTest|FormularGeaendert) += "([a-z0-9_]+)"/g),
  ...hits(server, /\breturn "(pull_[a-z_]+)"/g),
];
const channels = ["alarm.go", "fehler.go"].map((name) =>
  readFileSync(join(repository, "backend/internal/postfach", name), "utf8"),
);
const alarms = [
  ...hits(channels, /\bGrund(?:: |, z\.\w+ = | = )"([a-z0-9_]+)"/g),
  ...hits(server, /(?:noAddress = |^\treturn |Unavailable, )"(alarm_[a-z_]+)"/gm),
];

it("finds the reasons that stand in data", () => {
  for (const known of ["mailbox_tls", "link_status", "folder_file_unknown", "prefill_answered", "credentials_wrong"])
    expect(inData).toContain(known);
  for (const known of ["processing_failed", "testlieferung", "form_changed", "pull_failed"])
    expect(inData).toContain(known);
  for (const known of ["webhook_status", "mail_deferred", "mail_login_refused", "alarm_no_address"])
    expect(alarms).toContain(known);
});

it.each([...new Set(inData)])("names what befell a delivery in both languages: %s", (reason) => {
  expect(de.klaerfallGrund).toHaveProperty(reason);
  expect(en.klaerfallGrund).toHaveProperty(reason);
});

it.each([...new Set(alarms)])("says in both languages why an alarm reached nobody: %s", (reason) => {
  expect(de.alarmGrund).toHaveProperty(reason);
  expect(en.alarmGrund).toHaveProperty(reason);
});

const adapters = hits(goSources("adapters"), /^func \(Adapter\) Name\(\) string \{ return "(\w+)" \}/gm);

it("calls every adapter by a name that people know, and no other", () => {
  expect(adapters).toContain("intelliform");
  expect(Object.keys(de.zugang.adapterName).sort()).toEqual([...adapters].sort());
  expect(Object.keys(en.zugang.adapterName).sort()).toEqual([...adapters].sort());
});

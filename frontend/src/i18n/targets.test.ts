import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../../../backend", path), "utf8");

/** The names as they stand in the database, by the name of their constant. */
const constants = new Map(
  [...read("internal/casework/nachricht.go").matchAll(/^\t(Ziel\w+) += "(\w+)"/gm)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]),
);

/** What is registered: the channels to applicants and the targets of a hand-over. */
const registered = [
  ...read("cmd/kontor/ziele.go").matchAll(/^var (?:kanaele|ausgaenge) = [^\n]*\{\n(.*?)^\}/gms),
].flatMap(([, list = ""]) => [...list.matchAll(/^\t(\S+): +\{/gm)].map(([, key = ""]) => key));

const names = registered.map((key) => constants.get(key.replace("casework.", "")) ?? key);

/** Why a Sendung got to no target at all. */
const reasons = [
  ...["deliver_sendung.go", "gather_uebergabe.go"]
    .map((name) => read(`internal/service/versand/${name}`))
    .join()
    .matchAll(/Zustellfehler\{Grund: "(no_\w+)"/g),
].map(([, reason = ""]) => reason);

it("finds what is registered, all of it by a name that casework knows", () => {
  expect([...names].sort()).toEqual([...constants.values()].sort());
  expect(names).toContain("xdomea_ordner");
  expect([...reasons].sort()).toEqual(["no_ausgang", "no_kanal"]);
});

it.each([...names, ...reasons])("has a German and an English word for %s", (name) => {
  expect(de.verlaufWert).toHaveProperty(name);
  expect(en.verlaufWert).toHaveProperty(name);
});

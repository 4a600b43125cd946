import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../../../backend", path), "utf8");

const found = (files: string[], pattern: RegExp): string[] =>
  files.flatMap((file) => [...read(`internal/${file}`).matchAll(pattern)].map(([, hit = ""]) => hit));

/** The names as they stand in the database, by the name of their constant. */
const constants = new Map(
  [...read("internal/casework/nachricht.go").matchAll(/^\t(Ziel\w+) += "(\w+)"/gm)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]),
);

/** What is registered: the channels to applicants and the targets of a hand-over. */
const registered = [
  ...read("cmd/kontor/ziele.go").matchAll(/^var (?:kanaele|kanalarten|ausgaenge) = [^\n]*\{\n(.*?)^\}/gms),
].flatMap(([, list = ""]) => [...list.matchAll(/^\t(\S+): +\{/gm)].map(([, key = ""]) => key));

/** A letter is made here and handed to no channel. */
const LETTER = "post";

const names = [LETTER, ...registered.map((key) => constants.get(key.replace("casework.", "")) ?? key)];

/** Why a Sendung failed: what the ways out say, and the errors of storage that a hand-over passes on. */
const sources = [
  ...["antragsraum", "email", "fehler"].map((name) => `postfach/${name}.go`),
  "ausgang/ordner.go",
  ...["deliver_sendung", "gather_uebergabe", "make_brief"].map((name) => `service/versand/${name}.go`),
];
const reasons = [
  ...new Set([
    ...found(sources, /\bGrund(?:: |, z\.\w+ = | = )"([a-z_]+)"/g),
    ...found(["casework/zustellfehler.go"], /Fehlerklasse += "([a-z_]+)"/g),
    ...found(["ausgang/xdomea.go", "ausgang/zip.go"], /"((?:document|file)_[a-z_]+)"/g),
    ...found(
      ["blobs.go", "blobs_folder.go", "blobs_s3.go"].map((name) => `store/${name}`),
      /"(blob_missing|storage_(?!settings)[a-z_]+)"/g,
    ),
  ]),
];

it("finds what is registered, all of it by a name that casework knows", () => {
  expect([...names].sort()).toEqual([...constants.values()].sort());
  expect(names).toContain("xdomea_ordner");
  for (const known of [
    "no_ausgang",
    "no_kanal",
    "unexpected",
    "mail_recipient_refused",
    "mail_deferred",
    "disk_full",
    "mailbox_gone",
  ])
    expect(reasons).toContain(known);
  for (const known of ["storage_full", "blob_missing", "document_not_released", "file_changed"])
    expect(reasons).toContain(known);
});

it.each([...names, ...reasons])("has a German and an English word for %s", (name) => {
  expect(de.verlaufWert).toHaveProperty(name);
  expect(en.verlaufWert).toHaveProperty(name);
});

/** What the check of a hand-over may find, wherever it says so. */
const flaws = [
  ...new Set(
    found(
      ["xdomea", "pruefe", "codes", "vorgang", "antragsdaten", "zip", "ordner"].map((name) => `ausgang/${name}.go`),
      /"(xdomea_(?!ordner)[a-z_]+)"/g,
    ),
  ),
];

it("finds what the check of a hand-over may find", () => {
  expect(flaws.length).toBeGreaterThan(20);
  for (const known of ["xdomea_marshal", "xdomea_code_unknown", "xdomea_file_missing", "xdomea_sender_missing"])
    expect(flaws).toContain(known);
  expect(Object.keys(de.uebergabeMangel).sort()).toEqual(["satz", ...flaws].sort());
});

it.each(flaws)("says in both languages why a hand-over was not written: %s", (flaw) => {
  expect(de.uebergabeMangel).toHaveProperty(flaw);
  expect(en.uebergabeMangel).toHaveProperty(flaw);
});

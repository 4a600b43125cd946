import { expect, it } from "vitest";
import { covers, isPath, parsePath, pathName } from "./field-path.ts";

it.each([
  ["a.b", true],
  ["a[].b", true],
  ["a.*.*_qm", true],
  ["a..b", false],
  ["a b", false],
  ["", false],
  ["a[0]", false],
  ['"a b".c', true],
  ['"a.b"[].c', true],
  ['"offen', false],
  ["a.", false],
])("%s is a path: %s", (text, good) => expect(isPath(text)).toBe(good));

it.each([
  ["betrieb.firma", "betrieb.firma", true],
  ["betrieb.firma", "betrieb.firmenname", false],
  ["step2.flaechen.*.*_qm", "step2.flaechen[].terrasse_qm", true],
  ["a.*.b", "a.x.b", true],
  ["a.*.b", "a.x.y.b", false],
  ["flaechen.1.qm", "flaechen[].qm", true],
  ["flaechen[].qm", "flaechen.qm", false],
  ['"a b".*', '"a b".c', true],
  ['a."*"', "a.b", false],
])("%s leads to %s: %s", (pattern, pfad, yes) => expect(covers(pattern, pfad)).toBe(yes));

it.each(["a", "a b", "a.b", 'sagt "ja"', "a\\b", "a[]", "*"])("writes the name %s so that it is read back", (name) => {
  expect(parsePath(pathName(name))).toEqual([{ pattern: name, exact: pathName(name) !== name, repeat: false }]);
});

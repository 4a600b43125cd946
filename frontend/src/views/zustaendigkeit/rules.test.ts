import { describe, expect, it } from "vitest";
import type { Regel } from "../../api/zuordnung.ts";
import { duplicate, faults, move, remove, restore, sameRules, setCell, tidy, toRow, unreachable } from "./rules.ts";

const rows = [{ einheit: "a" }, { einheit: "b" }, { einheit: "c" }].map(toRow);
const units = (list: typeof rows) => list.map((r) => r.regel.einheit).join("");
const key = (nr: number) => rows[nr]?.key ?? 0;

describe("edits", () => {
  it("moves within the table and not out of it", () => {
    expect(units(move(rows, key(1), -1))).toBe("bac");
    expect(units(move(rows, key(0), -1))).toBe("abc");
    expect(units(move(rows, key(2), 1))).toBe("abc");
  });

  it("duplicates below and undoes a removal", () => {
    expect(units(duplicate(rows, key(0)))).toBe("aabc");
    expect(new Set(duplicate(rows, key(0)).map((r) => r.key)).size).toBe(4);
    expect(units(restore(remove(rows, key(1)), toRow({ einheit: "b" }), 1))).toBe("abc");
  });

  it("saves without blanks and empty conditions", () => {
    expect(tidy(setCell([toRow({ einheit: " 32 ", leika: " " })], 0, "leika", ""))).toEqual([{ einheit: "32" }]);
    expect(sameRules([{ einheit: "a", leika: "" }], [{ einheit: "a" }])).toBe(true);
    expect(sameRules([{ einheit: "a" }, { einheit: "b" }], [{ einheit: "b" }, { einheit: "a" }])).toBe(false);
  });
});

describe("checks", () => {
  const known = new Set(["32"]);
  it.each<[Regel, object]>([
    [{ einheit: "32" }, {}],
    [{ einheit: "" }, { einheit: "pflicht" }],
    [{ einheit: "99" }, { einheit: "unbekannt" }],
    [{ einheit: "32", leika: "123" }, { leika: "leika" }],
    [{ einheit: "32", region: "0x" }, { region: "region" }],
    [{ einheit: "32", feld: "art" }, { wert: "wert_fehlt" }],
    [{ einheit: "32", wert: "x" }, { feld: "feld_fehlt" }],
    [{ einheit: "32", feld: "a b", wert: "x" }, { feld: "feld" }],
    [{ einheit: "32", feld: "liste[].art", wert: "x" }, {}],
  ])("%j", (regel, expected) => expect(faults(regel, known)).toEqual(expected));
});

describe("a row that can never decide", () => {
  const hit = (...regeln: Regel[]) => [...unreachable(regeln)];

  it("stands below one that fits everything it fits", () => {
    expect(hit({ einheit: "1" }, { einheit: "2", leika: "99999032002000" })).toEqual([[1, 0]]);
    expect(hit({ einheit: "1", region: "06" }, { einheit: "2", region: "06412" })).toEqual([[1, 0]]);
    expect(hit({ einheit: "1", formular: "f" }, { einheit: "2", formular: "f", feld: "a", wert: "b" })).toEqual([
      [1, 0],
    ]);
    expect(hit({ einheit: "1", feld: "a", wert: "Ja" }, { einheit: "2", feld: "a", wert: "ja" })).toEqual([[1, 0]]);
  });

  it("is not one that fits something the earlier rows do not", () => {
    expect(hit({ einheit: "1", region: "06412" }, { einheit: "2", region: "06" })).toEqual([]);
    expect(hit({ einheit: "1", zugang: "a" }, { einheit: "2" })).toEqual([]);
    expect(hit({ einheit: "1", zugang: "a" }, { einheit: "2", zugang: "b" })).toEqual([]);
  });
});

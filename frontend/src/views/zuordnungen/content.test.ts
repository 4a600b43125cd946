import { describe, expect, it } from "vitest";
import type { Inhalt } from "../../api/zuordnung.ts";
import { assign, placeFor, removePlace, repoint, setPlace, uses } from "./content.ts";
import { clashes, differences, flatten, merge } from "./content-diff.ts";

const base: Inhalt = { formular: "32/aussengastronomie", version: "7", verfahren: "aussengastronomie" };
const firma = { pfad: "betrieb.firma", key: "betrieb.firma", label: "Name des Betriebs", typ: "text" };
const groessen = { pfad: "groessen[]", key: "groessen", label: "Größen", typ: "zahl" };

describe("edits", () => {
  it("fills and empties a place", () => {
    const filled = assign(base, "antragsteller.firma", firma);
    expect(filled.antragsteller).toEqual({ firma: "betrieb.firma" });
    expect(removePlace(filled, "antragsteller.firma").antragsteller).toEqual({});
  });

  it("adds labels under the path without brackets, kinds and documents under the field's path", () => {
    expect(assign(base, "labels", groessen).labels).toEqual({ groessen: "Größen" });
    expect(assign(base, "typen", groessen).typen).toEqual({ "groessen[]": "zahl" });
    expect(assign(base, "unterlagen", firma).unterlagen).toEqual([
      { feld: "betrieb.firma", titel: "Name des Betriebs" },
    ]);
  });

  it("does not overwrite a label that was typed when the field is clicked again", () => {
    const typed = setPlace(base, "labels.betrieb.firma", "Firma");
    expect(assign(typed, "labels", firma).labels).toEqual({ "betrieb.firma": "Firma" });
  });

  it("keeps the words of a field's values, one a line", () => {
    const art = { ...firma, pfad: "art", key: "art", codes: ["10", "2"] };
    const seen = assign(base, "werte", art);
    expect(flatten(seen)["werte.art"]).toBe("2 = 2\n10 = 10");
    const typed = setPlace(seen, "werte.art", " 2 = Tische, Stühle \n10= a = b\nohne Wert =\n\nkein Zeichen");
    expect(typed.werte).toEqual({ art: { "2": "Tische, Stühle", "10": "a = b" } });
    expect(assign(typed, "werte", art)).toEqual(typed);
    expect(setPlace(typed, "werte.art", "").werte).toEqual({});
    expect(repoint(typed, "art", "nutzung.art").werte).toEqual({ "nutzung.art": typed.werte?.art });
  });

  it("reads several LeiKa keys", () => {
    expect(setPlace(base, "leika", "99999032002000, 99999032002001").leika).toEqual([
      "99999032002000",
      "99999032002001",
    ]);
  });
});

describe("a field that moved", () => {
  it("is followed everywhere the mapping names it", () => {
    const before: Inhalt = {
      ...base,
      antragsteller: { firma: "betrieb.firma" },
      daten: { firma: "betrieb.firma", beginn: "beginn" },
      labels: { "betrieb.firma": "Firma" },
      unterlagen: [{ feld: "lageplan", titel: "Lageplan" }],
    };
    const after = repoint(before, "betrieb.firma", "unternehmen.name");
    expect(uses(after, "unternehmen.name")).toEqual(["antragsteller.firma", "daten.firma"]);
    expect(after.labels).toEqual({ "unternehmen.name": "Firma" });
    expect(after.daten?.beginn).toBe("beginn");
  });

  it("takes what lies within along", () => {
    const before: Inhalt = { ...base, daten: { flaeche: "flaechen[].quadratmeter", rest: "flaechenrest" } };
    const after = repoint(before, "flaechen", "ort.flaechen");
    expect(after.daten).toEqual({ flaeche: "ort.flaechen[].quadratmeter", rest: "flaechenrest" });
  });
});

describe("two people at one draft", () => {
  const theirs = setPlace(base, "daten.beginn", "von");

  it("keeps what both did", () => {
    const mine = setPlace(base, "daten.ende", "bis");
    expect(merge(base, mine, theirs).daten).toEqual({ beginn: "von", ende: "bis" });
    expect(clashes([base], mine, theirs)).toEqual([]);
  });

  it("names the place that both changed, and keeps mine", () => {
    const mine = setPlace(base, "daten.beginn", "start");
    expect(clashes([base], mine, theirs)).toEqual([{ stelle: "daten.beginn", before: "von", after: "start" }]);
    expect(merge(base, mine, theirs).daten).toEqual({ beginn: "start" });
  });

  it("lets a removal win over nothing", () => {
    const filled = setPlace(base, "antragsteller.firma", "betrieb.firma");
    expect(merge(filled, removePlace(filled, "antragsteller.firma"), filled).antragsteller).toEqual({});
  });
});

it("treats missing and empty parts alike", () => {
  expect(differences(base, { ...base, titel: "", daten: {}, unterlagen: [] })).toEqual([]);
  expect(flatten(base)).toEqual({ ...base });
});

it("leads from a finding to the place where it is mended", () => {
  const filled = assign(base, "daten.name", firma);
  expect(["betrieb.firma", "daten.name", "antragsteller", "einheit"].map((s) => placeFor(filled, s))).toEqual([
    "daten.name",
    "daten.name",
    "antragsteller.firma",
    "einheit",
  ]);
});

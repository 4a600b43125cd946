import { expect, it } from "vitest";
import { countEmpty, labelsAt, shownLabel, shownValue } from "./fields.ts";

const words = { ja: "Ja", nein: "Nein" };

it.each([
  [{ typ: "datum", wert: "2027-04-01" }, "01.04.2027"],
  [{ typ: "zahl", wert: "3.70" }, "3,7"],
  [{ typ: "ja_nein", wert: "false" }, "Nein"],
  [{ typ: "betrag", wert: "25.50", waehrung: "EUR" }, "25,50\u00a0€"],
  [{ typ: "datum", text: "2025-05-01", wert: "2025-05-01" }, "01.05.2025"],
  [{ typ: "zahl", text: "18.0", wert: "18.0" }, "18"],
  [{ typ: "betrag", text: "250", wert: "250", waehrung: "EUR" }, "250,00\u00a0€"],
  [{ typ: "betrag", text: "300", wert: "300.00", waehrung: "EUR" }, "300,00\u00a0€"],
  [{ typ: "datum", text: "Mai 2025", wert: "2025-05-01" }, "Mai 2025"],
  [{ typ: "ja_nein", text: "true", wert: "true" }, "Ja"],
  [{ typ: "text", text: "007", wert: "007" }, "007"],
  [{ typ: "auswahl", code: "350", text: "GmbH" }, "GmbH"],
] as const)("shows %o as %s", (feld, text) => {
  expect(shownValue({ name: "x", ...feld }, "de", words)).toBe(text);
});

it("counts empty fields through groups", () => {
  const leer = { name: "a", typ: "text" as const };
  expect(countEmpty([leer, { name: "g", typ: "gruppe", felder: [leer, { ...leer, wert: "da" }] }])).toBe(2);
});

it("names the entries of a list", () => {
  const liste = { name: "flaechen", label: "Flächen", typ: "liste" as const };
  const word = (nummer: string) => `Eintrag ${nummer}`;
  expect(shownLabel({ name: "2", typ: "gruppe" }, liste, word)).toBe("Eintrag 2");
  expect(shownLabel({ name: "2", label: "2", typ: "gruppe" }, liste, word)).toBe("Eintrag 2");
  expect(shownLabel({ name: "1", label: "Korb 1", typ: "gruppe" }, liste, word)).toBe("Korb 1");
  expect(shownLabel({ name: "1", typ: "text" }, { ...liste, typ: "gruppe" }, word)).toBe("1");
});

it.each([
  ["plan", ["Lageplan"]],
  ["baeume/2/umfang", ["Bäume", "Eintrag 2", "Umfang in cm"]],
  ["a/b", ["Mit Schrägstrich"]],
  ["baeume/3/umfang", []],
  ["antragsteller/vorname", []],
  ["", []],
])("says where %s is", (path, labels) => {
  const umfang = { name: "umfang", label: "Umfang in cm", typ: "zahl" as const };
  const felder = [
    { name: "a", typ: "gruppe" as const, felder: [] },
    { name: "a/b", label: "Mit Schrägstrich", typ: "text" as const },
    { name: "plan", label: "Lageplan", typ: "datei" as const },
    {
      ...{ name: "baeume", label: "Bäume", typ: "liste" as const },
      felder: [
        { name: "1", typ: "gruppe" as const, felder: [] },
        { name: "2", typ: "gruppe" as const, felder: [umfang] },
      ],
    },
  ];
  expect(labelsAt(felder, path, (nummer) => `Eintrag ${nummer}`)).toEqual(labels);
});

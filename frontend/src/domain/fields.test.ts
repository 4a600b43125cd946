import { expect, it } from "vitest";
import { countEmpty, shownValue } from "./fields.ts";

const words = { ja: "Ja", nein: "Nein" };

it.each([
  [{ typ: "datum", wert: "2027-04-01" }, "01.04.2027"],
  [{ typ: "zahl", wert: "3.70" }, "3,7"],
  [{ typ: "ja_nein", wert: "false" }, "Nein"],
  [{ typ: "betrag", wert: "25.50", waehrung: "EUR" }, "25,50\u00a0€"],
  [{ typ: "auswahl", code: "350", text: "GmbH" }, "GmbH"],
] as const)("shows %o as %s", (feld, text) => {
  expect(shownValue({ name: "x", ...feld }, "de", words)).toBe(text);
});

it("counts empty fields through groups", () => {
  const leer = { name: "a", typ: "text" as const };
  expect(countEmpty([leer, { name: "g", typ: "gruppe", felder: [leer, { ...leer, wert: "da" }] }])).toBe(2);
});

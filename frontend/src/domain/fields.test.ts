import { expect, it } from "vitest";
import { countEmpty, labelsAt } from "./fields.ts";

it("counts empty fields through groups", () => {
  const leer = { name: "a", typ: "text" as const };
  expect(countEmpty([leer, { name: "g", typ: "gruppe", felder: [leer, { ...leer, wert: "da" }] }])).toBe(2);
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

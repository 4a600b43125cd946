import { expect, it } from "vitest";
import { angabeText } from "./angabe.ts";

const en = { ja: "Yes", nein: "No" };

it("writes numbers, days and answers in the language of the browser, and leaves words alone", () => {
  const lines = [
    { label: "Fläche in m²", text: "6,5", typ: "zahl", wert: "6.5" },
    { label: "Beginn", text: "04.03.2031", typ: "datum", wert: "2031-03-04" },
    { label: "Heizstrahler", text: "Nein", typ: "ja_nein", wert: "false" },
    { label: "Art der Nutzung", text: "Tische, Stühle" },
  ] as const;
  expect(lines.map((a) => angabeText(a, "en", en))).toEqual(["6.5", "04/03/2031", "No", "Tische, Stühle"]);
});

it("joins what an entry of a list holds", () => {
  const teile = [
    { label: "Bezeichnung", text: "an der Ecke" },
    { label: "Größe in m²", text: "2,5", typ: "zahl" as const, wert: "2.5" },
  ];
  const eintrag = { label: "Flächen 2", text: "Bezeichnung: an der Ecke · Größe in m²: 2,5", teile };
  expect(angabeText(eintrag, "de", { ja: "Ja", nein: "Nein" })).toBe(eintrag.text);
  expect(angabeText(eintrag, "en", en)).toBe("Bezeichnung: an der Ecke · Größe in m²: 2.5");
  const namen = {
    label: "Rufname",
    text: "Knut, Lotte",
    teile: [
      { label: "", text: "Knut" },
      { label: "", text: "Lotte" },
    ],
  };
  expect(angabeText(namen, "de", en)).toBe("Knut, Lotte");
});

import { expect, it } from "vitest";
import type { Inhalt, Unterschied, VerfahrenZeile, Vorschlag } from "../../api/zuordnung.ts";
import { changes, followAll } from "./comparison.ts";
import { buildTree } from "./field-tree.ts";
import {
  accept,
  applicantTargets,
  dataTargets,
  isDelivered,
  objection,
  openSuggestions,
  usesByField,
} from "./targets.ts";

const inhalt: Inhalt = {
  formular: "f",
  version: "",
  verfahren: "v",
  daten: { alt: "x" },
  antragsteller: { firma: "betrieb.firma" },
};
const verfahren: VerfahrenZeile = {
  name: "v",
  stand: "1",
  titel: "Verfahren",
  kurz: "V",
  leika: [],
  einheit: "32",
  daten: [{ name: "flaeche", label: "Fläche in m²", typ: "zahl" }],
  unterlagen: [],
};
const tree = buildTree(
  [],
  [
    { pfad: "betrieb", typ: "gruppe" },
    { pfad: "betrieb.firma", typ: "text", label: "Firma" },
    { pfad: "qm", typ: "zahl" },
    { pfad: "beginn", typ: "datum" },
    { pfad: "plan", typ: "datei" },
    { pfad: "liste[].name", typ: "text" },
  ],
  () => "",
);
const target = (typ: string, stelle = "daten.flaeche") => ({ stelle, name: "flaeche", typ, known: true });

it("keeps places the procedure does not know visible", () => {
  expect(dataTargets(inhalt, verfahren).map((t) => [t.name, t.known])).toEqual([
    ["flaeche", true],
    ["alt", false],
  ]);
  expect(applicantTargets({ ...inhalt, antragsteller: { neu: "x" } }).at(-1)).toMatchObject({
    name: "neu",
    known: false,
  });
});

it.each([
  ["zahl", "qm", null],
  ["zahl", "beginn", "typ"],
  ["zahl", "betrieb.firma", "unsicher"],
  ["text", "betrieb.firma", null],
  ["text", "betrieb", "gruppe"],
  ["text", "plan", "datei"],
  ["datum", "qm", "typ"],
  ["text", "gibt.es.nicht", "fehlt"],
  ["text", "a b", "pfad"],
  ["zahl", "", null],
])("%s from %s: %s", (typ, pfad, expected) => {
  expect(objection(target(typ), pfad, tree)).toBe(expected);
});

it("says which parts of the applicant the form server sends by itself", () => {
  const applicant = { art: "organisation", vertrauensniveau: 0, firma: "Kiosk Ufer", ort: "" };
  const sent = applicantTargets(inhalt).filter((target) => isDelivered(target, applicant));
  expect(sent.map((target) => target.name)).toEqual(["firma"]);
  expect(applicantTargets(inhalt).some((target) => isDelivered(target, undefined))).toBe(false);
});

it("objects to a repeated field for the applicant, of whom there is one", () => {
  expect(objection(target("text", "antragsteller.firma"), "liste[].name", tree)).toBe("mehrfach");
  expect(objection(target("text"), "liste[].name", tree)).toBeNull();
});

const vorschlag = (ziel: string, pfad: string, sicher = true): Vorschlag => ({ ziel, pfad, grund: "name", sicher });

it("suggests only for empty places, the sure one first", () => {
  const open = openSuggestions(
    [
      vorschlag("antragsteller.firma", "x"),
      vorschlag("daten.flaeche", "unsicher", false),
      vorschlag("daten.flaeche", "qm"),
      vorschlag("unterlagen", "plan"),
    ],
    inhalt,
  );
  expect([...open.entries()].map(([stelle, v]) => [stelle, v.pfad])).toEqual([
    ["daten.flaeche", "qm"],
    ["unterlagen.plan", "plan"],
  ]);
});

it("accepts several at once and shows where each field is read", () => {
  const next = accept(inhalt, [vorschlag("daten.flaeche", "qm"), vorschlag("unterlagen", "plan")], tree);
  expect(next.daten).toEqual({ alt: "x", flaeche: "qm" });
  expect(next.unterlagen).toEqual([{ feld: "plan", titel: "plan" }]);
  expect(usesByField(next, tree).get("qm")).toEqual(["daten.flaeche"]);
});

const unterschied = (art: Unterschied["art"], pfad: string, zugeordnet: string[] = []): Unterschied => ({
  ...{ art, pfad, zugeordnet, neuerPfad: "", vorher: "", nachher: "" },
});

it("warns of what lies in a field that has another form now, until the draft reads something else", () => {
  const draft: Inhalt = { ...inhalt, daten: { a: "x[].y", b: "x[].z" }, unterlagen: [{ feld: "x[].u", titel: "U" }] };
  const typ = unterschied("typ", "x", ["daten.a", "daten.b", "unterlagen.x[].u"]);
  expect(changes([typ], draft)[0]?.reads).toEqual(["daten.a", "daten.b", "unterlagen.x[].u"]);
  const mended = { ...draft, daten: { a: "x", b: "neu" }, unterlagen: [] };
  expect(changes([typ], mended)[0]?.reads).toEqual(["daten.a"]);
  const elsewhere = { ...mended, daten: { a: "neu" } };
  expect(changes([typ], elsewhere)[0]?.warning).toBe(false);
});

it("puts lost fields that are mapped first and mends those that moved", () => {
  const draft: Inhalt = { ...inhalt, daten: { a: "alt.a", b: "weg" } };
  const list = changes(
    [
      unterschied("neu", "neu"),
      { ...unterschied("verschoben", "alt.a", ["daten.a"]), neuerPfad: "neu.a" },
      unterschied("weg", "weg", ["daten.b"]),
      unterschied("weg", "egal"),
    ],
    draft,
  );
  expect(list.map((c) => [c.art, c.pfad, c.warning])).toEqual([
    ["weg", "weg", true],
    ["verschoben", "alt.a", true],
    ["weg", "egal", false],
    ["neu", "neu", false],
  ]);
  const mended = followAll(draft, list);
  expect(mended.daten).toEqual({ a: "neu.a", b: "weg" });
  expect(
    changes(list, mended)
      .filter((c) => c.warning)
      .map((c) => c.pfad),
  ).toEqual(["weg"]);
});

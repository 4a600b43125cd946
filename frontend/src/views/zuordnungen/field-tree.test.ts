import { expect, it } from "vitest";
import type { Feld } from "../../api/types.ts";
import { allNodes, asMapped, buildTree, parentRow, visibleRows } from "./field-tree.ts";

const shown = (f: Feld) => f.text ?? f.wert ?? "";
const felder: Feld[] = [
  { name: "betrieb", typ: "gruppe", label: "Betrieb", felder: [{ name: "firma", typ: "text", text: "Müller GmbH" }] },
  { name: "nutzung", typ: "auswahl", label: "Nutzung", code: "2", text: "Tische" },
  {
    name: "flaechen",
    typ: "liste",
    felder: [
      { name: "1", typ: "gruppe", felder: [{ name: "qm", typ: "zahl", wert: "16" }] },
      {
        name: "2",
        typ: "gruppe",
        felder: [
          { name: "qm", typ: "zahl", wert: "4.5" },
          { name: "notiz", typ: "text", text: "am Rand" },
        ],
      },
    ],
  },
  { name: "tage", typ: "liste", felder: [{ name: "1", typ: "datum", wert: "2027-05-01" }] },
];
const tree = buildTree(felder, [], shown);
const at = (pfad: string) => allNodes(tree).find((n) => n.pfad === pfad);

it("shows a repetition once, with its count and all its fields", () => {
  expect(allNodes(tree).map((n) => n.pfad)).toEqual([
    "betrieb",
    "betrieb.firma",
    "nutzung",
    "flaechen",
    "flaechen[].qm",
    "flaechen[].notiz",
    "tage[]",
  ]);
  expect(at("flaechen")).toMatchObject({ repeats: true, count: 2 });
  expect(at("flaechen[].qm")?.examples).toEqual(["16", "4.5"]);
});

it("knows a list of single values by its brackets and the kind of its values", () => {
  expect(at("tage[]")).toMatchObject({ key: "tage", typ: "datum", repeats: true, count: 1 });
});

it("shows code and label of a choice", () => {
  expect(at("nutzung")).toMatchObject({ examples: ["Tische (2)"], codes: ["2"] });
});

it("adds what the form has and the sample lacks", () => {
  const both = buildTree(
    felder,
    [
      { pfad: "betrieb.rechtsform", typ: "auswahl", label: "Rechtsform", codes: ["350"] },
      { pfad: "flaechen[].belag", typ: "text" },
      { pfad: "nutzung", typ: "auswahl", codes: ["1", "2"] },
    ],
    shown,
  );
  const nodes = allNodes(both);
  expect(nodes.find((n) => n.pfad === "betrieb.rechtsform")).toMatchObject({ inSample: false, label: "Rechtsform" });
  expect(nodes.find((n) => n.pfad === "flaechen[].belag")).toMatchObject({ inSample: false });
  expect(nodes.find((n) => n.pfad === "nutzung")?.codes).toEqual(["2", "1"]);
});

it("builds the tree from the structure alone", () => {
  const bare = buildTree(
    [],
    [
      { pfad: "a", typ: "gruppe" },
      { pfad: "a.b[]", typ: "liste" },
      { pfad: "a.b[].c", typ: "zahl" },
    ],
    shown,
  );
  expect(allNodes(bare).map((n) => [n.pfad, n.typ])).toEqual([
    ["a", "gruppe"],
    ["a.b", "liste"],
    ["a.b[].c", "zahl"],
  ]);
});

it("finds by label, path and value, and keeps the way there", () => {
  const found = (text: string) => visibleRows(tree, new Set(["betrieb"]), text).map((r) => r.node.pfad);
  expect(found("mueller")).toEqual(["betrieb", "betrieb.firma"]);
  expect(found("am rand")).toEqual(["flaechen", "flaechen[].notiz"]);
  expect(found("gibt es nicht")).toEqual([]);
});

it("hides what is folded and leads back to the parent", () => {
  const open = visibleRows(tree, new Set(), "");
  expect(open).toHaveLength(7);
  expect(parentRow(open, 1)).toBe(0);
  expect(parentRow(open, 0)).toBe(0);
  expect(visibleRows(tree, new Set(["flaechen"]), "")).toHaveLength(5);
  expect(open[3]).toMatchObject({ level: 1, position: 3, size: 4, open: true });
});

it("quotes names that would not be read as they stand", () => {
  const odd = buildTree([{ name: "Ihre Daten", typ: "gruppe", felder: [{ name: "a.b", typ: "text" }] }], [], shown);
  expect(allNodes(odd).map((n) => n.pfad)).toEqual(['"Ihre Daten"', '"Ihre Daten"."a.b"']);
  const known = buildTree([], [{ pfad: '"Ihre Daten"."a.b"', typ: "text" }], shown);
  expect(allNodes(known).map((n) => n.name)).toEqual(["Ihre Daten", "a.b"]);
});

it("calls and reads fields as the mapping says", () => {
  const mapped = allNodes(asMapped(tree, { "betrieb.firma": "Name" }, { "flaechen[].qm": "betrag" }));
  expect(mapped.find((n) => n.pfad === "betrieb.firma")?.label).toBe("Name");
  expect(mapped.find((n) => n.pfad === "flaechen[].qm")?.typ).toBe("betrag");
  expect(mapped.find((n) => n.pfad === "nutzung")?.label).toBe("Nutzung");
});

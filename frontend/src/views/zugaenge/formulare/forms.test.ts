import { expect, it } from "vitest";
import type { FormularZeile } from "../../../api/zuordnung.ts";
import { arrange } from "./forms.ts";

const row = (formular: string, version: string, part: Partial<FormularZeile> = {}): FormularZeile => ({
  ...{ formular, version, titel: "", anzahl: 0, zuletztAm: null, verfahren: "standard", aktiv: null, entwurf: null },
  geaendert: 0,
  ...part,
});

it("keeps the versions of a form together, with one title, all versions first", () => {
  const rows = arrange([row("a", "2", { titel: "Antrag" }), row("b", "1"), row("a", ""), row("a", "1")]);
  expect(rows.map((r) => [r.formular, r.version, r.titel])).toEqual([
    ["a", "", "Antrag"],
    ["a", "2", "Antrag"],
    ["a", "1", "Antrag"],
    ["b", "1", ""],
  ]);
});

it("offers the draft for all versions, unless a version has a mapping of its own", () => {
  const rows = arrange([
    row("a", "", { entwurf: "E", aktiv: "A" }),
    row("a", "1", { aktiv: "A" }),
    row("a", "2", { aktiv: "B" }),
  ]);
  expect(rows.map((r) => r.entwurf)).toEqual(["E", "E", null]);
});

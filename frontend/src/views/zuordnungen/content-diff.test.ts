import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Inhalt } from "../../api/zuordnung.ts";
import { clashes, differences, merge, same } from "./content-diff.ts";

const file = resolve(import.meta.dirname, "../../api/schema.gen.ts");
const contract = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

const read = new Map<string, ts.PropertySignature[]>();

/** The members of a schema as the contract has them (docs/api/openapi.yaml), so that a new one is tried unasked. */
function members(schema: string): ts.PropertySignature[] {
  const known = read.get(schema);
  if (known) return known;
  let found: ts.PropertySignature[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && node.name.getText() === schema && node.type) {
      const { type } = node;
      if (ts.isTypeLiteralNode(type)) found = type.members.filter(ts.isPropertySignature);
    }
    ts.forEachChild(node, look);
  };
  look(contract);
  read.set(schema, found);
  return found;
}

type Draw = (below: number) => number;

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): Draw {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const WORDS = ["a", "betrieb.firma", "flaechen[].qm", '"Name mit Leerzeichen".x', "1", "true", "ä ö"];

const feldOf = (x: unknown): unknown => (x as { feld?: string }).feld;

/** A list names each field once. */
const once = (items: unknown[]): unknown[] =>
  items.filter((x, nr) => !feldOf(x) || items.findIndex((y) => feldOf(y) === feldOf(x)) === nr);

/** A value of the type that is not empty. */
function make(type: ts.TypeNode, draw: Draw): unknown {
  const word = () => WORDS[draw(WORDS.length)] ?? "a";
  if (type.kind === ts.SyntaxKind.StringKeyword) return word();
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return true;
  if (type.kind === ts.SyntaxKind.NumberKeyword) return 1 + draw(9);
  if (ts.isArrayTypeNode(type)) return once(Array.from({ length: 1 + draw(3) }, () => make(type.elementType, draw)));
  if (ts.isTypeLiteralNode(type)) {
    const table = type.members.find(ts.isIndexSignatureDeclaration);
    if (table) return Object.fromEntries(Array.from({ length: 1 + draw(3) }, () => [word(), make(table.type, draw)]));
    return object(type.members.filter(ts.isPropertySignature), draw);
  }
  const schema = /^components\["schemas"\]\["(\w+)"\]$/.exec(type.getText())?.[1];
  if (schema) return object(members(schema), draw);
  throw new Error(`no values of ${type.getText()} yet`);
}

function object(parts: ts.PropertySignature[], draw: Draw): unknown {
  return Object.fromEntries(parts.map((p) => [p.name.getText(), p.type && make(p.type, draw)]));
}

const MEMBERS = members("ZuordnungInhalt");
const name = (m: ts.PropertySignature) => m.name.getText();

/** A whole mapping; a member that may be missing is so now and then. */
function mapping(draw: Draw): Inhalt {
  const there = MEMBERS.filter((m) => !m.questionToken || draw(3) > 0);
  return Object.fromEntries(there.map((m) => [name(m), m.type && make(m.type, draw)])) as unknown as Inhalt;
}

it("knows the members of the contract", () => {
  expect(MEMBERS.map(name)).toEqual(expect.arrayContaining(["verfahren", "daten", "unterlagen", "anhalten"]));
});

describe.each(MEMBERS.map((m) => [name(m), m] as const))("%s changed alone", (member, { type }) => {
  const tries = Array.from({ length: 300 }, (_, seed) => seeded(seed));

  it("is an open edit, and shows as a difference of its own", () => {
    for (const draw of tries) {
      const before = mapping(draw);
      const value = type && make(type, draw);
      const after = { ...before, [member]: value };
      if (JSON.stringify(value) === JSON.stringify(before[member as keyof Inhalt])) continue;
      expect(same(before, after), JSON.stringify([before, after])).toBe(false);
      for (const d of differences(before, after)) expect(d.stelle.split(".")[0]).toBe(member);
    }
  });

  it("can be taken away, and a fresh copy is none", () => {
    for (const draw of tries) {
      const full = { ...mapping(draw), [member]: type && make(type, draw) };
      const { [member]: _, ...without } = full as Record<string, unknown>;
      expect(same(full, without as unknown as Inhalt)).toBe(false);
      expect(differences(full, without as unknown as Inhalt).length).toBeGreaterThan(0);
      expect(same(full, structuredClone(full))).toBe(true);
    }
  });

  it("stays when somebody else saved something else", () => {
    for (const draw of tries) {
      const base = mapping(draw);
      const mine = { ...base, [member]: type && make(type, draw) };
      const other = MEMBERS[draw(MEMBERS.length)];
      if (!other?.type || name(other) === member) continue;
      const theirs = { ...base, [name(other)]: make(other.type, draw) };
      const merged = merge(base, mine, theirs) as unknown as Record<string, unknown>;
      const both = { ...mine, [name(other)]: theirs[name(other) as keyof Inhalt] };
      expect(same(merged as unknown as Inhalt, both), JSON.stringify([base, mine, theirs, merged])).toBe(true);
      expect(clashes([base], mine, theirs)).toEqual([]);
    }
  });
});

it("merges nothing away: what only one of two changed is as that one left it", () => {
  for (let seed = 0; seed < 2000; seed++) {
    const draw = seeded(seed);
    const [base, mine, theirs] = [mapping(draw), mapping(draw), mapping(draw)];
    expect(same(merge(base, mine, base), mine)).toBe(true);
    expect(same(merge(base, base, theirs), theirs)).toBe(true);
    const merged = merge(base, mine, theirs);
    for (const d of differences(merged, theirs)) {
      const touched = differences(base, mine).some((m) => m.stelle === d.stelle && m.after === d.before);
      expect(touched, JSON.stringify({ base, mine, theirs, d })).toBe(true);
    }
  }
});

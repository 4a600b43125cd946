/**
 * Two versions of a mapping. Nothing here names a member: whatever the schema of a mapping holds is compared, merged and
 * saved by its shape. A text, a mark or a list of texts is one place; a table has one for each key, a list of objects
 * one for each field it names.
 */
import type { Inhalt } from "../../api/zuordnung.ts";
import type { Stelle } from "./content.ts";

type Parts = Record<string, unknown>;
type Item = Parts & { feld?: unknown };

const isParts = (x: unknown): x is Parts => typeof x === "object" && x !== null && !Array.isArray(x);
const isItems = (x: unknown): x is Item[] => Array.isArray(x) && x.some(isParts);

/** Missing and empty are the same: the server leaves out what is empty. */
const isEmpty = (x: unknown): boolean =>
  x === undefined || x === null || x === "" || x === false || (typeof x === "object" && Object.keys(x).length === 0);

function tidy(x: unknown): unknown {
  if (Array.isArray(x)) return x.map(tidy);
  if (!isParts(x)) return x;
  const entries = Object.entries(x).map(([name, value]): [string, unknown] => [name, tidy(value)]);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const equal = (a: unknown, b: unknown): boolean =>
  (isEmpty(a) && isEmpty(b)) || JSON.stringify(tidy(a)) === JSON.stringify(tidy(b));

export const same = (a: Inhalt, b: Inhalt): boolean => equal(a, b);

/** A list of objects under the field each names; a second one of the same field is another. */
function byField(items: Item[]): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const name = typeof item.feld === "string" ? item.feld : JSON.stringify(item);
    let free = name;
    for (let nr = 2; found.has(free); nr++) free = `${name} (${nr})`;
    found.set(free, item);
  }
  return found;
}

function textOf(x: unknown): string {
  if (isEmpty(x)) return "";
  if (Array.isArray(x)) return x.map(textOf).join(", ");
  if (!isParts(x)) return String(x);
  const { feld: _, ...rest } = x;
  return Object.values(rest).map(textOf).filter(Boolean).join(", ");
}

/** A table within a table, one entry a line. */
const linesOf = (table: Parts): string =>
  Object.entries(table)
    .map(([name, value]) => `${name} = ${textOf(value)}`)
    .sort((a, b) => a.localeCompare(b, "de", { numeric: true }))
    .join("\n");

/** The mapping as a flat list of places: for comparing and looking up. */
export function flatten(inhalt: Inhalt): Record<Stelle, string> {
  const flat: [Stelle, string][] = Object.entries(inhalt).flatMap(([member, value]) => {
    if (!isItems(value) && !isParts(value)) return [[member, textOf(value)]];
    const table = isItems(value) ? [...byField(value)] : Object.entries(value);
    const text = (part: unknown) => (isParts(part) && !isItems(value) ? linesOf(part) : textOf(part));
    return table.map(([name, part]): [Stelle, string] => [`${member}.${name}`, text(part)]);
  });
  return Object.fromEntries(flat.filter(([, text]) => text !== ""));
}

export interface Difference {
  stelle: Stelle;
  before: string;
  after: string;
}

export function differences(a: Inhalt, b: Inhalt): Difference[] {
  const [x, y] = [flatten(a), flatten(b)];
  return [...new Set([...Object.keys(x), ...Object.keys(y)])]
    .filter((stelle) => x[stelle] !== y[stelle])
    .map((stelle) => ({ stelle, before: x[stelle] ?? "", after: y[stelle] ?? "" }));
}

const namesOf = (...tables: Parts[]): string[] => [...new Set(tables.flatMap(Object.keys))];

/** `whole`: an entry is one place, however much it holds. */
function mergeParts(base: Parts, mine: Parts, theirs: Parts, whole = false): Parts {
  const merged = { ...theirs };
  for (const name of namesOf(base, mine)) {
    if (equal(base[name], mine[name])) continue;
    const value = whole ? mine[name] : mergeValue(base[name], mine[name], theirs[name]);
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}

/** In this person's order; what only the other has stands behind. */
function mergeItems(base: Item[], mine: Item[], theirs: Item[]): unknown[] {
  const [b, m, t] = [base, mine, theirs].map(byField) as [Map<string, Item>, Map<string, Item>, Map<string, Item>];
  const merged = mergeParts(Object.fromEntries(b), Object.fromEntries(m), Object.fromEntries(t));
  const names = [...new Set([...m.keys(), ...t.keys()])].filter((name) => name in merged);
  return names.map((name) => (t.has(name) ? merged[name] : m.get(name))); // what the other removed is whole again
}

function mergeValue(base: unknown, mine: unknown, theirs: unknown): unknown {
  const all = [base, mine, theirs];
  if (all.some(isItems)) {
    const [b, m, t] = all.map((x) => (Array.isArray(x) ? x : [])) as [Item[], Item[], Item[]];
    return mergeItems(b, m, t);
  }
  if (all.some(isParts)) {
    const [b, m, t] = all.map((x) => (isParts(x) ? x : {})) as [Parts, Parts, Parts];
    const merged = mergeParts(b, m, t, true);
    return mine === undefined && isEmpty(merged) ? undefined : merged;
  }
  return mine;
}

/** Puts what this person changed since `base` on top of what somebody else saved meanwhile. */
export function merge(base: Inhalt, mine: Inhalt, theirs: Inhalt): Inhalt {
  return mergeParts(base as Parts, mine as Parts, theirs as Parts) as Inhalt;
}

/** Places that both changed since one of the bases, and differently: here the person has to look. */
export function clashes(bases: Inhalt[], mine: Inhalt, theirs: Inhalt): Difference[] {
  const changed = (base: Inhalt, now: Inhalt) => new Set(differences(base, now).map((d) => d.stelle));
  const both = bases.map((base) => [changed(base, mine), changed(base, theirs)]);
  return differences(theirs, mine).filter((d) => both.some((sides) => sides.every((side) => side.has(d.stelle))));
}

/** The table of responsibility: edits, checks, and rows that no application can reach. */
import type { Regel } from "../../api/zuordnung.ts";
import { isPath } from "../../domain/field-path.ts";

export const CONDITIONS = [
  "zugang",
  "organisationseinheit",
  "leika",
  "region",
  "formular",
  "feld",
  "wert",
] as const satisfies readonly (keyof Regel)[];
export type Column = (typeof CONDITIONS)[number] | "einheit" | "bemerkung";

/** A row with a key that stays while it moves. */
export interface Row {
  key: number;
  regel: Regel;
}

export const EMPTY: Regel = { einheit: "" };
let next = 1;

export const toRow = (regel: Regel): Row => ({ key: next++, regel });

const nextKey = (): number => next++;

export function move(rows: Row[], key: number, step: -1 | 1): Row[] {
  const from = rows.findIndex((r) => r.key === key);
  const to = from + step;
  const [a, b] = [rows[from], rows[to]];
  if (!a || !b) return rows;
  return rows.with(from, b).with(to, a);
}

export function duplicate(rows: Row[], key: number): Row[] {
  return rows.flatMap((r) => (r.key === key ? [r, { key: nextKey(), regel: { ...r.regel } }] : [r]));
}

export const remove = (rows: Row[], key: number): Row[] => rows.filter((r) => r.key !== key);

/** Puts a removed row back where it was. */
export const restore = (rows: Row[], row: Row, at: number): Row[] => [...rows.slice(0, at), row, ...rows.slice(at)];

export const setCell = (rows: Row[], key: number, column: Column, wert: string): Row[] =>
  rows.map((r) => (r.key === key ? { ...r, regel: { ...r.regel, [column]: wert } } : r));

/** As the server keeps it: trimmed, without empty conditions. */
export function tidy(rows: Row[]): Regel[] {
  return rows.map(({ regel }) => {
    const filled = Object.entries(regel)
      .map(([name, wert]) => [name, wert.trim()])
      .filter(([name, wert]) => wert !== "" || name === "einheit");
    return Object.fromEntries(filled) as unknown as Regel;
  });
}

export const sameRules = (a: Regel[], b: Regel[]): boolean =>
  JSON.stringify(tidy(a.map(toRow)).map(sorted)) === JSON.stringify(tidy(b.map(toRow)).map(sorted));

const sorted = (regel: Regel) => Object.entries(regel).sort(([a], [b]) => a.localeCompare(b));

export type Fault = "pflicht" | "unbekannt" | "leika" | "region" | "feld" | "wert_fehlt" | "feld_fehlt";

/** What is wrong with a row, by column. `known` are the keys of the units; empty = not loaded yet. */
export function faults(regel: Regel, known: ReadonlySet<string>): Partial<Record<Column, Fault>> {
  const found: Partial<Record<Column, Fault>> = {};
  const text = (column: Column) => (regel[column] ?? "").trim();
  if (text("einheit") === "") found.einheit = "pflicht";
  else if (known.size > 0 && !known.has(text("einheit"))) found.einheit = "unbekannt";
  if (!/^(\d{14})?$/.test(text("leika"))) found.leika = "leika";
  if (!/^(\d{2,12})?$/.test(text("region"))) found.region = "region";
  if (text("feld") && !isPath(text("feld"))) found.feld = "feld";
  if (text("feld") && !text("wert")) found.wert = "wert_fehlt";
  if (text("wert") && !text("feld")) found.feld = "feld_fehlt";
  return found;
}

/** Every application the later row fits also fits the earlier one. */
export function coversRule(earlier: Regel, later: Regel): boolean {
  return CONDITIONS.every((column) => {
    const a = (earlier[column] ?? "").trim();
    const b = (later[column] ?? "").trim();
    if (a === "") return true;
    if (column === "region") return b.startsWith(a);
    if (column === "wert") return a.toLowerCase() === b.toLowerCase();
    return a === b;
  });
}

/** Row that can never decide → the earlier row (both from 0) that always decides before it. */
export function unreachable(regeln: Regel[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const [nr, later] of regeln.entries()) {
    const by = regeln.slice(0, nr).findIndex((earlier) => coversRule(earlier, later));
    if (by !== -1) found.set(nr, by);
  }
  return found;
}

/**
 * Edits of a mapping. Places are named as the server names them: "verfahren", "antragsteller.vorname",
 * "daten.flaeche", "labels.betrieb.firma", "typen.beginn", "werte.rechtsform", "unterlagen.lageplan".
 */
import type { Inhalt } from "../../api/zuordnung.ts";
import { covers } from "../../domain/field-path.ts";
import { flatten } from "./content-diff.ts";

export type Stelle = string;

/** Lists of fields, where a click adds an entry instead of filling a place. */
export const LISTS = ["labels", "typen", "werte", "unterlagen"] as const;
export type List = (typeof LISTS)[number];
export const isList = (stelle: Stelle): stelle is List => (LISTS as readonly string[]).includes(stelle);

/** What of a field a mapping needs to know. */
export interface Picked {
  /** What the mapping writes: repetitions as "[]". */
  pfad: string;
  /** The path labels are kept under: without "[]" at the end. */
  key: string;
  label: string;
  typ: string;
  /** Codes and values seen in samples. */
  codes?: string[];
  examples?: string[];
}

type Group = "antragsteller" | "daten" | "labels" | "typen";

export function split(stelle: Stelle): [group: string, name: string] {
  const at = stelle.indexOf(".");
  return at === -1 ? [stelle, ""] : [stelle.slice(0, at), stelle.slice(at + 1)];
}

function withEntry(inhalt: Inhalt, group: Group, name: string, wert: string): Inhalt {
  const { [name]: _, ...rest } = inhalt[group] ?? {};
  return { ...inhalt, [group]: wert === "" ? rest : { ...inhalt[group], [name]: wert } };
}

/** The words of a value list as a person writes them: "2 = Tische und Stühle", one a line. */
function parseWords(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => /^\s*(.*?)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((m) => (m?.[1] && m[2] ? [[m[1], m[2]]] : [])));
}

/** What is seen in samples, each still without other words than itself. */
function seenValues({ codes = [], examples = [] }: Picked): string {
  const seen = codes.length > 0 ? codes : examples;
  return (seen.length > 0 ? seen : ["1"]).map((code) => `${code} = ${code}`).join("\n");
}

export const valueAt = (inhalt: Inhalt, stelle: Stelle): string => flatten(inhalt)[stelle] ?? "";

/** Sets one place; an empty value removes it. */
export function setPlace(inhalt: Inhalt, stelle: Stelle, wert: string): Inhalt {
  const [group, name] = split(stelle);
  if (group === "verfahren" || group === "titel" || group === "einheit") return { ...inhalt, [group]: wert };
  if (group === "leika") return { ...inhalt, leika: wert.split(/[\s,;]+/).filter(Boolean) };
  if (group === "werte") {
    const { [name]: _, ...rest } = inhalt.werte ?? {};
    const words = parseWords(wert);
    return { ...inhalt, werte: Object.keys(words).length === 0 ? rest : { ...inhalt.werte, [name]: words } };
  }
  if (group === "unterlagen") {
    const known = inhalt.unterlagen ?? [];
    if (wert === "") return { ...inhalt, unterlagen: known.filter((u) => u.feld !== name) };
    const there = known.some((u) => u.feld === name);
    const unterlagen = there
      ? known.map((u) => (u.feld === name ? { ...u, titel: wert } : u))
      : [...known, { feld: name, titel: wert }];
    return { ...inhalt, unterlagen };
  }
  return withEntry(inhalt, group as Group, name, wert);
}

/** Takes an entry out, also a document whose title is empty. */
export function removePlace(inhalt: Inhalt, stelle: Stelle): Inhalt {
  return setPlace(inhalt, stelle, "");
}

/** What a click on a field does for the target. */
export function assign(inhalt: Inhalt, ziel: Stelle, feld: Picked): Inhalt {
  if (ziel === "labels")
    return setPlace(inhalt, `labels.${feld.key}`, valueAt(inhalt, `labels.${feld.key}`) || feld.label);
  if (ziel === "typen")
    return setPlace(inhalt, `typen.${feld.pfad}`, valueAt(inhalt, `typen.${feld.pfad}`) || feld.typ);
  if (ziel === "werte")
    return setPlace(inhalt, `werte.${feld.pfad}`, valueAt(inhalt, `werte.${feld.pfad}`) || seenValues(feld));
  if (ziel === "unterlagen")
    return setPlace(inhalt, `unterlagen.${feld.pfad}`, valueAt(inhalt, `unterlagen.${feld.pfad}`) || feld.label);
  return setPlace(inhalt, ziel, feld.pfad);
}

/** The places that read the field. */
export function uses(inhalt: Inhalt, pfad: string): Stelle[] {
  const found: Stelle[] = [];
  for (const group of ["antragsteller", "daten"] as const)
    for (const [name, weg] of Object.entries(inhalt[group] ?? {}))
      if (covers(weg, pfad)) found.push(`${group}.${name}`);
  for (const u of inhalt.unterlagen ?? []) if (covers(u.feld, pfad)) found.push(`unterlagen.${u.feld}`);
  return found;
}

/** Where one mends what a check found: a place, the reader of a field, or the beginning of a group. */
export function placeFor(inhalt: Inhalt, stelle: string): Stelle {
  if (stelle === "antragsteller") return "antragsteller.firma";
  return uses(inhalt, stelle)[0] ?? stelle;
}

const moved = (pfad: string, from: string, to: string): string =>
  pfad === from || pfad.startsWith(`${from}.`) || pfad.startsWith(`${from}[]`) ? to + pfad.slice(from.length) : pfad;

/** Follows a field to its new path, wherever the mapping names it. */
export function repoint(inhalt: Inhalt, from: string, to: string): Inhalt {
  const values = (map: Record<string, string> | undefined) =>
    Object.fromEntries(Object.entries(map ?? {}).map(([name, pfad]) => [name, moved(pfad, from, to)]));
  const keys = <T>(map: Record<string, T> | undefined, a: string, b: string): Record<string, T> =>
    Object.fromEntries(Object.entries(map ?? {}).map(([pfad, wert]) => [moved(pfad, a, b), wert]));
  const bare = (pfad: string) => pfad.replace(/\[\]$/, "");
  return {
    ...inhalt,
    antragsteller: values(inhalt.antragsteller),
    daten: values(inhalt.daten),
    labels: keys(inhalt.labels, bare(from), bare(to)),
    typen: keys(inhalt.typen, from, to),
    werte: keys(inhalt.werte, from, to),
    unterlagen: (inhalt.unterlagen ?? []).map((u) => ({ ...u, feld: moved(u.feld, from, to) })),
  };
}

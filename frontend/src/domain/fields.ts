import type { Feld } from "../api/types.ts";
import { formatDate, formatMoment } from "../lib/date.ts";
import { euro } from "../lib/number.ts";

/** A field without any value; a group counts as empty when all within is. */
export function isEmpty(feld: Feld): boolean {
  if (feld.felder) return feld.felder.every(isEmpty);
  return !feld.text && !feld.wert && !feld.code && !feld.dokument;
}

export function countEmpty(felder: Feld[]): number {
  return felder.reduce((sum, f) => sum + (f.felder ? countEmpty(f.felder) : isEmpty(f) ? 1 : 0), 0);
}

/**
 * The value as a person reads it. A text of its own stands as the applicant saw it; where the form server only repeats the
 * machine's value it is put into the language. Amounts are in the currency's main unit.
 */
export function shownValue(feld: Feld, language: string, words: { ja: string; nein: string }): string {
  const raw = feld.wert ?? "";
  const sameAmount =
    feld.typ === "betrag" && /^-?\d+(\.\d+)?$/.test(feld.text ?? "") && Number(feld.text) === Number(raw);
  if (feld.text && feld.text !== raw && !sameAmount) return feld.text;
  if (feld.typ === "datum" && /^\d{4}-\d{2}-\d{2}/.test(raw)) return formatDate(raw.slice(0, 10), language);
  if (feld.typ === "zeitpunkt" && !Number.isNaN(Date.parse(raw))) return formatMoment(raw, language);
  if (feld.typ === "ja_nein") return /^(true|ja|1)$/i.test(raw) ? words.ja : words.nein;
  if (feld.typ === "zahl" && raw !== "" && !Number.isNaN(Number(raw)))
    return new Intl.NumberFormat(language, { maximumFractionDigits: 10, useGrouping: raw.length > 5 }).format(
      Number(raw),
    );
  if (feld.typ === "betrag" && raw !== "" && !Number.isNaN(Number(raw)) && (feld.waehrung ?? "EUR") === "EUR")
    return euro(Math.round(Number(raw) * 100), language);
  return raw || feld.code || "";
}

/** The entries of a list come as "1", "2", …: they get a name a person can talk about. */
export function shownLabel(feld: Feld, parent: Feld | undefined, word: (nummer: string) => string): string {
  if (feld.label && feld.label !== feld.name) return feld.label;
  if (parent?.typ === "liste" && /^\d+$/.test(feld.name)) return word(feld.name);
  return feld.label || feld.name;
}

/** The labels on the way to the field at a path of names ("baeume/2/umfang"), outermost first; empty = there is none. */
export function labelsAt(felder: Feld[], path: string, word: (nummer: string) => string, parent?: Feld): string[] {
  for (const feld of felder) {
    const label = shownLabel(feld, parent, word);
    if (feld.name === path) return [label];
    if (!path.startsWith(`${feld.name}/`)) continue;
    const below = labelsAt(feld.felder ?? [], path.slice(feld.name.length + 1), word, feld);
    if (below.length > 0) return [label, ...below];
  }
  return [];
}

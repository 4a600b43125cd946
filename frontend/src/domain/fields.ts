import type { Feld } from "../api/types.ts";
import { formatDate, formatMoment } from "../lib/date.ts";
import { fieldLabel, fieldText } from "../lib/field-text.ts";

/** A field without any value; a group counts as empty when all within is. */
export function isEmpty(feld: Feld): boolean {
  if (feld.felder) return feld.felder.every(isEmpty);
  return !feld.text && !feld.wert && !feld.code && !feld.dokument;
}

export function countEmpty(felder: Feld[]): number {
  return felder.reduce((sum, f) => sum + (f.felder ? countEmpty(f.felder) : isEmpty(f) ? 1 : 0), 0);
}

/** The value as a person at the desk reads it. */
export const shownValue = (feld: Feld, language: string, words: { ja: string; nein: string }): string =>
  fieldText(feld, {
    ...words,
    language,
    day: (iso) => formatDate(iso, language),
    moment: (iso) => formatMoment(iso, language),
  });

/** The labels on the way to the field at a path of names ("baeume/2/umfang"), outermost first; empty = there is none. */
export function labelsAt(felder: Feld[], path: string, word: (nummer: string) => string, parent?: Feld): string[] {
  for (const feld of felder) {
    const label = fieldLabel(feld, parent, word);
    if (feld.name === path) return [label];
    if (!path.startsWith(`${feld.name}/`)) continue;
    const below = labelsAt(feld.felder ?? [], path.slice(feld.name.length + 1), word, feld);
    if (below.length > 0) return [label, ...below];
  }
  return [];
}

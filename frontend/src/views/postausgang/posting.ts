import type { Aufgabe } from "../../api/postausgang.ts";
import type { Postbrief, Postergebnis } from "../../api/types.ts";

export type Confirmation = NonNullable<Aufgabe["bestaetigt"]>[number];

const CONFIRMATIONS: Confirmation[] = ["anderer_weg", "kein_werktag", "frist_kurz"];

/** What one question asks, for all letters it is about. */
export interface Question {
  tag: string;
  briefe: string[];
  /** How many letters need each. */
  was: { was: Confirmation; count: number }[];
}

const confirmable = (r: Postergebnis): boolean =>
  (r.bestaetigen?.length ?? 0) > 0 && !r.bestaetigen?.some((was) => !CONFIRMATIONS.some((known) => known === was));

/** What has to be confirmed before the rest is entered; undefined = nothing that can be confirmed here. */
export function questionOf(tag: string, results: Postergebnis[]): Question | undefined {
  const asking = results.filter((r) => !r.eingetragen && confirmable(r));
  if (asking.length === 0) return undefined;
  const was = CONFIRMATIONS.map((was) => ({ was, count: asking.filter((r) => r.bestaetigen?.includes(was)).length }));
  return { tag, briefe: asking.map((r) => r.dokument), was: was.filter(({ count }) => count > 0) };
}

/** What was refused and no question is about. */
export const refusedOf = (results: Postergebnis[]): Postergebnis[] =>
  results.filter((r) => !r.eingetragen && !confirmable(r));

/** The body of the act, under the versions that stand on the page. */
export const bodyOf = (tag: string, rows: Postbrief[], bestaetigt: Confirmation[]): Aufgabe => ({
  aufgegebenAm: tag,
  briefe: rows.map(({ dokument, version }) => ({ dokument, version })),
  bestaetigt,
});

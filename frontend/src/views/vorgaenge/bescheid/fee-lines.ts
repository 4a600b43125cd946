import type { Gebuehrposition } from "../../../api/types.ts";
import { euro, parseCents, parseNumber } from "../../../lib/number.ts";

/** A line of the fee as it is typed. */
export interface FeeLine {
  bezeichnung: string;
  menge: string;
  einheit: string;
  satz: string;
}

export const EMPTY_LINE: FeeLine = { bezeichnung: "", menge: "", einheit: "", satz: "" };

const amountText = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");

export const asTyped = (p: Gebuehrposition): FeeLine => ({
  bezeichnung: p.bezeichnung,
  menge: String(p.menge).replace(".", ","),
  einheit: p.einheit,
  satz: amountText(p.satz),
});

/** What is meant by a line, or null where something is missing. */
export function readLine({ bezeichnung, menge, einheit, satz }: FeeLine): Gebuehrposition | null {
  const [units, rate] = [parseNumber(menge), parseCents(satz)];
  const exact = units !== null && Math.round(units * 1000) / 1000 === units; // as the server takes it
  if (!bezeichnung.trim() || !units || units < 0 || units > 1e6 || !exact || !rate || rate > 1e9) return null;
  return { bezeichnung: bezeichnung.trim(), menge: units, einheit: einheit.trim(), satz: rate };
}

/** Cents; half a cent is a cent, as the server counts. */
export const lineAmount = ({ menge, satz }: Gebuehrposition) =>
  Math.floor((Math.round(menge * 1000) * satz + 500) / 1000);

/** What all lines come to, as typed; empty while one of them is not finished. */
export function linesTotal(lines: FeeLine[]): string {
  const read = lines.map(readLine);
  if (lines.length === 0 || read.includes(null)) return "";
  return amountText(read.reduce((sum, line) => sum + (line ? lineAmount(line) : 0), 0));
}

/** "Tarifstelle 4.1: 24 m² × 12,50 €" */
export const lineText = (p: Gebuehrposition, language: string) =>
  `${p.bezeichnung}: ${`${p.menge.toLocaleString(language)} ${p.einheit}`.trim()} × ${euro(p.satz, language)}`;

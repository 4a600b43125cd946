import type { Buchfilter } from "../../api/posteingang.ts";
import type { EingangZustand } from "../../api/types.ts";

export const ZUSTAENDE: EingangZustand[] = ["empfangen", "angenommen", "doppelt", "klaerfall", "erledigt", "verworfen"];
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f-]{36}$/i;

const text = (wert: unknown) => (wert === undefined || wert === null || wert === "" ? undefined : String(wert));
const like = (wert: unknown, pattern: RegExp) => (pattern.test(String(wert)) ? String(wert) : undefined);

/** The filters of the book as they stand in the URL; what is malformed counts as not set. */
export function parseBuchSearch(raw: Record<string, unknown>): Buchfilter {
  const zustand = ZUSTAENDE.find((z) => z === raw.zustand);
  const filter: Buchfilter = {
    zugang: like(raw.zugang, UUID),
    zustand,
    formular: text(raw.formular),
    von: like(raw.von, DATE),
    bis: like(raw.bis, DATE),
    suche: text(raw.suche)?.slice(0, 200),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, wert]) => wert !== undefined));
}

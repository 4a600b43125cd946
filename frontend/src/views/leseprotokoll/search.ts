import type { Zugriffsfilter } from "../../api/leseprotokoll.ts";
import { leseprotokollDe } from "../../i18n/leseprotokoll.de.ts";

/** What can be looked at, in the order of the catalogue. */
export const ARTEN = Object.keys(
  leseprotokollDe.leseprotokoll.was,
) as (keyof typeof leseprotokollDe.leseprotokoll.was)[];

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const text = (value: unknown, most: number) =>
  value === undefined || value === null || value === "" ? undefined : String(value).slice(0, most);
const day = (value: unknown) => (DATE.test(String(value)) ? String(value) : undefined);

/** The filters as they stand in the URL; what is malformed counts as not set. */
export function parseZugriffSearch(raw: Record<string, unknown>): Zugriffsfilter {
  const filter: Zugriffsfilter = {
    person: text(raw.person, 200),
    art: ARTEN.find((art) => art === raw.art),
    vorgang: text(raw.vorgang, 60),
    von: day(raw.von),
    bis: day(raw.bis),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** Dates as people in the office read them; the office's clock is the one in Berlin. */

const ZONE = "Europe/Berlin";
const DAY = 86_400_000;

export type IsoDatum = string;

/** The calendar day in Berlin as yyyy-mm-dd. */
export function tagVon(zeit: Date | string): IsoDatum {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" }).format(new Date(zeit));
}

export const heute = (): IsoDatum => tagVon(new Date());

/** Whole days from `von` to `bis`; negative when `bis` lies before. */
export function tageZwischen(von: IsoDatum, bis: IsoDatum): number {
  return Math.round((Date.parse(`${bis}T00:00:00Z`) - Date.parse(`${von}T00:00:00Z`)) / DAY);
}

export function plusTage(von: IsoDatum, tage: number): IsoDatum {
  return new Date(Date.parse(`${von}T00:00:00Z`) + tage * DAY).toISOString().slice(0, 10);
}

/** The same day next month; 31 January becomes the last day of February. */
export function plusMonate(von: IsoDatum, monate: number): IsoDatum {
  const [jahr = 0, monat = 1, tag = 1] = von.split("-").map(Number);
  const letzter = new Date(Date.UTC(jahr, monat - 1 + monate + 1, 0)).getUTCDate();
  return new Date(Date.UTC(jahr, monat - 1 + monate, Math.min(tag, letzter))).toISOString().slice(0, 10);
}

/** Saturday and Sunday move to Monday: nobody looks at a Wiedervorlage on a weekend. */
export function werktagAb(tag: IsoDatum): IsoDatum {
  const wochentag = new Date(`${tag}T00:00:00Z`).getUTCDay();
  return wochentag === 6 ? plusTage(tag, 2) : wochentag === 0 ? plusTage(tag, 1) : tag;
}

const gebiet = (sprache: string) => (sprache.startsWith("de") ? "de-DE" : "en-GB");
const mittag = (tag: IsoDatum) => new Date(`${tag.slice(0, 10)}T12:00:00Z`);

/** 24.11.2026 */
export function datum(tag: IsoDatum, sprache = "de"): string {
  const wert = tag.length > 10 ? tagVon(tag) : tag;
  return new Intl.DateTimeFormat(gebiet(sprache), { day: "2-digit", month: "2-digit", year: "numeric" }).format(
    mittag(wert),
  );
}

/** 24.11. within the current year, else 24.11.2027 */
export function datumKurz(tag: IsoDatum, sprache = "de", jetzt = heute()): string {
  const wert = tag.length > 10 ? tagVon(tag) : tag;
  if (wert.slice(0, 4) !== jetzt.slice(0, 4)) return datum(wert, sprache);
  return new Intl.DateTimeFormat(gebiet(sprache), { day: "2-digit", month: "2-digit" }).format(mittag(wert));
}

/** Di 24.11.2026 */
export function datumMitTag(tag: IsoDatum, sprache = "de"): string {
  const kurz = new Intl.DateTimeFormat(gebiet(sprache), { weekday: "short" }).format(mittag(tag)).replace(".", "");
  return `${kurz} ${datum(tag, sprache)}`;
}

export function uhrzeit(zeit: string, sprache = "de"): string {
  return new Intl.DateTimeFormat(gebiet(sprache), { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(
    new Date(zeit),
  );
}

/** heute 16:42 · gestern 16:42 · 20.11. 16:42 · 20.11.2025 16:42 */
export function zeitpunkt(zeit: string, sprache = "de", jetzt = heute()): string {
  const abstand = tageZwischen(tagVon(zeit), jetzt);
  if (abstand === 0 || abstand === 1) {
    const wort = new Intl.RelativeTimeFormat(gebiet(sprache), { numeric: "auto" }).format(-abstand, "day");
    return `${wort} ${uhrzeit(zeit, sprache)}`;
  }
  return `${datumKurz(zeit, sprache, jetzt)} ${uhrzeit(zeit, sprache)}`;
}

/** Dates as people in the office read them; the office's clock is the one in Berlin. */

import { dateFormat, relativeFormat } from "./intl.ts";
import { serverNow } from "./server-clock.ts";

const ZONE = "Europe/Berlin";
const DAY = 86_400_000;

export type IsoDate = string;

/** The calendar day in Berlin as yyyy-mm-dd. */
export function dayOf(zeit: Date | string): IsoDate {
  return dateFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" }).format(new Date(zeit));
}

export const today = (): IsoDate => dayOf(serverNow());

/** Whole days from `von` to `bis`; negative when `bis` lies before. */
export function daysBetween(von: IsoDate, bis: IsoDate): number {
  return Math.round((Date.parse(`${bis}T00:00:00Z`) - Date.parse(`${von}T00:00:00Z`)) / DAY);
}

export function addDays(von: IsoDate, tage: number): IsoDate {
  return new Date(Date.parse(`${von}T00:00:00Z`) + tage * DAY).toISOString().slice(0, 10);
}

/** The same day next month; 31 January becomes the last day of February. */
export function addMonths(von: IsoDate, monate: number): IsoDate {
  const [jahr = 0, monat = 1, tag = 1] = von.split("-").map(Number);
  const letzter = new Date(Date.UTC(jahr, monat - 1 + monate + 1, 0)).getUTCDate();
  return new Date(Date.UTC(jahr, monat - 1 + monate, Math.min(tag, letzter))).toISOString().slice(0, 10);
}

/** Saturday and Sunday move to Monday: nobody looks at a Wiedervorlage on a weekend. */
export function nextWorkday(tag: IsoDate): IsoDate {
  const wochentag = new Date(`${tag}T00:00:00Z`).getUTCDay();
  return wochentag === 6 ? addDays(tag, 2) : wochentag === 0 ? addDays(tag, 1) : tag;
}

const locale = (language: string) => (language.startsWith("de") ? "de-DE" : "en-GB");
const noon = (tag: IsoDate) => new Date(`${tag.slice(0, 10)}T12:00:00Z`);

/** 24.11.2026 */
export function formatDate(tag: IsoDate, language = "de"): string {
  const wert = tag.length > 10 ? dayOf(tag) : tag;
  return dateFormat(locale(language), { day: "2-digit", month: "2-digit", year: "numeric" }).format(noon(wert));
}

/** 24.11. within the current year, else 24.11.2027 */
export function formatDateShort(tag: IsoDate, language = "de", now = today()): string {
  const wert = tag.length > 10 ? dayOf(tag) : tag;
  if (wert.slice(0, 4) !== now.slice(0, 4)) return formatDate(wert, language);
  return dateFormat(locale(language), { day: "2-digit", month: "2-digit" }).format(noon(wert));
}

/** Di 24.11.2026 */
export function formatDateWithDay(tag: IsoDate, language = "de"): string {
  const kurz = dateFormat(locale(language), { weekday: "short" }).format(noon(tag)).replace(".", "");
  return `${kurz} ${formatDate(tag, language)}`;
}

export function formatTime(zeit: string, language = "de"): string {
  return dateFormat(locale(language), { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(new Date(zeit));
}

/** The day is still to come. */
export const isAhead = (tag: string | null | undefined, now = today()): boolean => Boolean(tag) && (tag ?? "") > now;

/** A moment to the second, of a record: 30.11.2026, 14:05:09. */
export function formatExact(zeit: string, language = "de"): string {
  return dateFormat(locale(language), {
    ...{ day: "2-digit", month: "2-digit", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: ZONE },
  }).format(new Date(zeit));
}

/** Until when: what ends at midnight ends with the day before, Mo 28.12.2026; else the moment. */
export function formatEnd(zeit: string, language = "de", now = today()): string {
  const before = new Date(Date.parse(zeit) - 1).toISOString();
  if (dayOf(before) === dayOf(zeit)) return formatMoment(zeit, language, now);
  return formatDateWithDay(dayOf(before), language);
}

/** heute 16:42 · gestern 16:42 · 20.11. 16:42 · 20.11.2025 16:42 */
export function formatMoment(zeit: string, language = "de", now = today()): string {
  const abstand = daysBetween(dayOf(zeit), now);
  if (abstand === 0 || abstand === 1) {
    const wort = relativeFormat(locale(language), { numeric: "auto" }).format(-abstand, "day");
    return `${wort} ${formatTime(zeit, language)}`;
  }
  return `${formatDateShort(zeit, language, now)} ${formatTime(zeit, language)}`;
}

/** A day and a time of the office's clock as a moment. Of an hour that comes twice it is the first. */
export function momentOf(tag: IsoDate, zeit: string): string {
  const summer = `${tag}T${zeit}:00+02:00`;
  return dayOf(summer) === tag && formatTime(summer) === zeit ? summer : `${tag}T${zeit}:00+01:00`;
}

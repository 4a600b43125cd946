import { addDays, daysBetween, formatDateShort, formatDateWithDay, type IsoDate, today } from "../lib/date.ts";
import { relativeFormat } from "../lib/intl.ts";

/** In the order of the desk. */
export const URGENCIES = ["ueberfaellig", "heute", "diese_woche", "spaeter", "ohne_frist"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** “This week” means the next seven days: on a Friday the calendar week would hide Monday. */
export function urgencyOf(faelligAm: IsoDate | null | undefined, now = today()): Urgency {
  if (!faelligAm) return "ohne_frist";
  const days = daysBetween(now, faelligAm);
  if (days < 0) return "ueberfaellig";
  if (days === 0) return "heute";
  return days <= 7 ? "diese_woche" : "spaeter";
}

/** vor 2 Tagen · heute · morgen · in 4 Tagen · 08.12. */
export function dueText(faelligAm: IsoDate, language = "de", now = today()): string {
  const days = daysBetween(now, faelligAm);
  if (days > 14 || days < -60) return formatDateShort(faelligAm, language, now);
  const text = relativeFormat(language, { numeric: "auto" }).format(days, "day");
  return Math.abs(days) === 2 ? relativeFormat(language, { numeric: "always" }).format(days, "day") : text;
}

/** The long form of the reading pane: “Di 24.11.2026, in 3 Tagen”. */
export function dueLong(faelligAm: IsoDate, language = "de", now = today()): string {
  const short = dueText(faelligAm, language, now);
  const long = formatDateWithDay(faelligAm, language);
  return short === formatDateShort(faelligAm, language, now) ? long : `${long}, ${short}`;
}

/** Monday to Friday only; public holidays are the server's business. */
export function inWorkdays(count: number, now = today()): IsoDate {
  let day = now;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return day;
}

import { dateFormat, numberFormat } from "../../lib/intl.ts";
import { serverNow } from "../../lib/server-clock.ts";

const zone = "Europe/Berlin";
const locale = (language: string): string => (language.startsWith("en") ? "en-GB" : "de-DE");

/** A calendar date (`2026-12-05`) or a moment, as a day in words. */
export function formatDay(value: string, language: string): string {
  const date = new Date(value.length === 10 ? `${value}T12:00:00Z` : value);
  if (Number.isNaN(date.getTime())) return value;
  return dateFormat(locale(language), { dateStyle: "long", timeZone: zone }).format(date);
}

export function formatMoment(value: string | Date, language: string, month: "long" | "short" = "long"): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return String(value);
  return dateFormat(locale(language), {
    day: "numeric",
    month,
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(date);
}

/** Calendar days from today (Berlin) to the date; negative when it is over. */
export function daysUntil(day: string, now = serverNow()): number {
  const today = dateFormat("sv-SE", { timeZone: zone }).format(now);
  return Math.round((Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

export function formatBytes(bytes: number, language: string): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "KB"] : [bytes / 1_000_000, "MB"];
  return `${numberFormat(locale(language), { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

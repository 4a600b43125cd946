/** Sums and sizes as read in the office. */

import { numberFormat } from "./intl.ts";

const locale = (language: string) => (language.startsWith("de") ? "de-DE" : "en-GB");

/** 9500 (cents) → 95,00 € */
export function euro(cent: number, language = "de"): string {
  return numberFormat(locale(language), { style: "currency", currency: "EUR" }).format(cent / 100);
}

/** "1.234,50" or "95" → cents; null when it is no amount. */
export function parseCents(eingabe: string): number | null {
  const text = eingabe.replace(/[\s€]/g, "");
  if (!/^\d{1,3}(\.\d{3})*(,\d{1,2})?$|^\d+([,.]\d{1,2})?$/.test(text)) return null;
  const deutsch = /,|\.\d{3}/.test(text) ? text.replaceAll(".", "").replace(",", ".") : text;
  return Math.round(Number(deutsch) * 100);
}

/**
 * "18,5", "18.5" or "1.234,5"; null when it is none or has two readings ("1.250"). The server reads by the same rule,
 * adapters/decimal.
 */
export function parseNumber(eingabe: string): number | null {
  const text = eingabe.trim();
  if (/^-?(?!0[.,])\d+[.,]\d{3}$/.test(text)) return null;
  if (/^-?\d+([.,]\d+)?$/.test(text)) return Number(text.replace(",", "."));
  if (/^-?[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})$/.test(text))
    return Number(text.replaceAll(".", "").replace(",", "."));
  return null;
}

/** 219034 → 214 kB */
export function fileSize(bytes: number, language = "de"): string {
  const zahl = (wert: number, stellen: number) =>
    numberFormat(locale(language), { maximumFractionDigits: stellen }).format(wert);
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${zahl(bytes / 1024, 0)} kB`;
  return `${zahl(bytes / 1024 / 1024, 1)} MB`;
}

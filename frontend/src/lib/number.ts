/** Sums and sizes as read in the office. */

const locale = (language: string) => (language.startsWith("de") ? "de-DE" : "en-GB");

/** 9500 (cents) → 95,00 € */
export function euro(cent: number, language = "de"): string {
  return new Intl.NumberFormat(locale(language), { style: "currency", currency: "EUR" }).format(cent / 100);
}

/** "1.234,50" or "95" → cents; null when it is no amount. */
export function parseCents(eingabe: string): number | null {
  const text = eingabe.replace(/[\s€]/g, "");
  if (!/^\d{1,3}(\.\d{3})*(,\d{1,2})?$|^\d+([,.]\d{1,2})?$/.test(text)) return null;
  const deutsch = /,|\.\d{3}/.test(text) ? text.replaceAll(".", "").replace(",", ".") : text;
  return Math.round(Number(deutsch) * 100);
}

/** 219034 → 214 kB */
export function fileSize(bytes: number, language = "de"): string {
  const zahl = (wert: number, stellen: number) =>
    new Intl.NumberFormat(locale(language), { maximumFractionDigits: stellen }).format(wert);
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${zahl(bytes / 1024, 0)} kB`;
  return `${zahl(bytes / 1024 / 1024, 1)} MB`;
}

import { numberFormat } from "./intl.ts";

/**
 * What stands where the value or the name of a form's field is shown, in both apps. The server's casework/feldworte.go
 * says the same to people who read its files; backend/internal/casework/testdata/feldworte.json holds both to it.
 */

export interface ShownField {
  name: string;
  label?: string;
  typ: string;
  code?: string;
  text?: string;
  wert?: string;
  waehrung?: string;
}

/** How an app says what a machine's value stands for. */
export interface FieldWords {
  language: string;
  ja: string;
  nein: string;
  day: (iso: string) => string;
  moment: (iso: string) => string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
const german = (language: string) => language.startsWith("de");

/** Without noughts at the end of a decimal fraction. */
const shortNumber = (s: string) => (s.includes(".") ? s.replace(/\.?0+$/, "") : s);

/** The text is the machine's value in another spelling ("300" and "300.00"), not words of its own. */
const sameNumber = ({ typ, text = "", wert = "" }: ShownField): boolean =>
  (typ === "zahl" || typ === "betrag") &&
  DECIMAL.test(text) &&
  DECIMAL.test(wert) &&
  shortNumber(text) === shortNumber(wert);

/** Adapters write the German word beside a machine's yes or no. */
const sameAnswer = ({ typ, text, wert }: ShownField): boolean =>
  typ === "ja_nein" && ((wert === "true" && text === "Ja") || (wert === "false" && text === "Nein"));

function money(wert: string, currency: string, language: string): string {
  try {
    const locale = german(language) ? "de-DE" : "en-GB";
    return numberFormat(locale, { style: "currency", currency }).format(Number(wert));
  } catch {
    return `${wert} ${currency}`; // no currency that anybody knows
  }
}

/** The machine's value in the language of the app; empty where it has no reading. */
function inWords(feld: ShownField, words: FieldWords): string {
  const { typ, wert = "", waehrung } = feld;
  if (typ === "ja_nein") return wert === "true" ? words.ja : wert === "false" ? words.nein : "";
  if (typ === "datum") return /^\d{4}-\d{2}-\d{2}$/.test(wert) ? words.day(wert) : "";
  if (typ === "zeitpunkt") return Number.isNaN(Date.parse(wert)) ? "" : words.moment(wert);
  if (!DECIMAL.test(wert)) return "";
  // Thousands are not set apart: it may be a postal code.
  if (typ === "zahl") return german(words.language) ? shortNumber(wert).replace(".", ",") : shortNumber(wert);
  return typ === "betrag" ? money(wert, waehrung ?? "EUR", words.language) : "";
}

/**
 * The value as a person reads it. A text of its own stands as the applicant saw it; where the form server only repeats
 * the machine's value it is put into the language.
 */
export function fieldText(feld: ShownField, words: FieldWords): string {
  if (feld.text && feld.text !== feld.wert && !sameNumber(feld) && !sameAnswer(feld)) return feld.text;
  return inWords(feld, words) || feld.text || feld.wert || feld.code || "";
}

/** The entries of a list come as "1", "2", …: they get a name a person can talk about. */
export function fieldLabel(
  feld: ShownField,
  parent: { typ: string } | undefined,
  word: (nummer: string) => string,
): string {
  if (feld.label && feld.label !== feld.name) return feld.label;
  if (parent?.typ === "liste" && /^\d+$/.test(feld.name)) return word(feld.name);
  return feld.label || feld.name;
}

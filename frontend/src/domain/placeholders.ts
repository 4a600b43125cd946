import type { Feld, Vorgang } from "../api/types.ts";
import { formatDate } from "../lib/date.ts";
import { euro } from "../lib/number.ts";
import { serverNow } from "../lib/server-clock.ts";
import { letterName } from "./applicant.ts";
import { isEmpty, shownValue } from "./fields.ts";

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

export type Values = Record<string, string>;

function flatten(felder: Feld[], path: string, into: Values): void {
  for (const feld of felder) {
    const name = path ? `${path}.${feld.name}` : feld.name;
    if (!feld.felder && !isEmpty(feld)) into[name] = shownValue(feld, "de", { ja: "Ja", nein: "Nein" });
    if (feld.felder) flatten(feld.felder, name, into);
  }
}

function salutation({ anrede, titel, nachname }: Vorgang["antragstellerDaten"]): string {
  const name = [titel, nachname].filter(Boolean).join(" ");
  if (nachname && anrede === "Frau") return `Sehr geehrte Frau ${name}`;
  if (nachname && anrede === "Herr") return `Sehr geehrter Herr ${name}`;
  return "Sehr geehrte Damen und Herren";
}

/** What a text module may name: the case, the applicant, the office, and every field as `antrag.<path>`. */
export function placeholderValues(vorgang: Vorgang, office: { bearbeiter: string; behoerde: string }): Values {
  const a = vorgang.antragstellerDaten;
  const fields: Values = {};
  flatten(vorgang.antragsdaten, "", fields);
  const known: Record<string, string | null | undefined> = {
    anrede: salutation(a),
    antragsteller: letterName(vorgang),
    vorname: a.vorname,
    nachname: a.nachname,
    firma: a.firma,
    strasse: [a.strasse, a.hausnummer].filter(Boolean).join(" "),
    plz: a.plz,
    ort: a.ort,
    vorgangsnummer: vorgang.vorgangsnummer,
    aktenzeichen: vorgang.aktenzeichen || vorgang.vorgangsnummer,
    verfahren: vorgang.titel,
    eingang: formatDate(vorgang.eingangAm),
    eingangsdatum: formatDate(vorgang.eingangAm),
    frist: vorgang.faelligAm && formatDate(vorgang.faelligAm),
    gebuehr: vorgang.gebuehrVorschlag == null ? undefined : euro(vorgang.gebuehrVorschlag),
    einheit: vorgang.einheitName,
    bearbeiter: office.bearbeiter,
    behoerde: office.behoerde,
    datum: formatDate(serverNow().toISOString()),
  };
  const values: Values = {};
  for (const [name, wert] of Object.entries(known)) if (wert) values[name] = wert;
  for (const [name, wert] of Object.entries(fields)) {
    values[`antrag.${name}`] = wert;
    values[`feld.${name}`] = wert;
    values[name] ??= wert;
  }
  return values;
}

/** Fills what is known; what is not stays in its braces for the person to see. */
export function fillPlaceholders(text: string, values: Values): string {
  return text.replace(PLACEHOLDER, (all, name: string) => values[name] ?? values[name.toLowerCase()] ?? all);
}

/** Names still in braces; a message must not leave with them. */
export function openPlaceholders(...texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((hit) => hit[1] ?? "")))];
}

/** The `::kürzel` that ends at the caret, if any. */
export function shorthandBefore(text: string, caret: number): { from: number; word: string } | null {
  const hit = /::([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  return hit ? { from: hit.index, word: hit[1] ?? "" } : null;
}

import type { TFunction } from "i18next";
import type { Antragsteller, Vorgang } from "../api/types.ts";
import { formatDate } from "../lib/date.ts";
import { shownValue } from "./fields.ts";

/** What we know of an applicant, in words; names are those of the catalogue's section `antragsteller`. */
export function applicantRows(a: Antragsteller, t: TFunction, language: string): [name: string, text: string][] {
  const born =
    a.geburtsdatum && /^\d{4}-\d{2}-\d{2}$/.test(a.geburtsdatum)
      ? formatDate(a.geburtsdatum, language)
      : a.geburtsdatum;
  const level = a.vertrauensniveau
    ? t(`niveau.${a.vertrauensniveau}`, { defaultValue: String(a.vertrauensniveau) })
    : "";
  const account = a.konto && t(`konto.${a.konto}`, { defaultValue: a.konto });
  const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(" ");
  const rows: [string, string | undefined][] = [
    ["firma", a.firma],
    ["name", words(a.anrede, a.titel, a.vorname, a.nachname)],
    ["geboren", born],
    ["anschrift", [words(a.strasse, a.hausnummer), words(a.plz, a.ort), a.land].filter(Boolean).join(", ")],
    ["telefon", a.telefon],
    ["email", a.email],
    ["konto", [account, level].filter(Boolean).join(", ")],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** The name as a letter writes it; lists have the last name first. */
export function letterName({ antragsteller, antragstellerDaten: a }: Vorgang): string {
  return a.firma || [a.vorname, a.nachname].filter(Boolean).join(" ") || antragsteller;
}

/** What the form server knows of a payment, in words. */
export function paymentText(zahlung: Vorgang["zahlung"], t: TFunction, language: string): string {
  if (!zahlung) return "";
  const part = (name: string) => (typeof zahlung[name] === "string" ? zahlung[name] : "");
  const state = part("zustand");
  const amount = { name: "betrag", typ: "betrag" as const, wert: part("betrag"), waehrung: part("waehrung") || "EUR" };
  return [
    state && t(`zahlung.${state}`, { defaultValue: state }),
    part("art"),
    amount.wert && shownValue(amount, language, { ja: "", nein: "" }),
    part("referenz"),
  ]
    .filter(Boolean)
    .join(" · ");
}

const MEMBERS: Record<string, string[]> = {
  firma: ["firma"],
  name: ["anrede", "titel", "vorname", "nachname"],
  geboren: ["geburtsdatum"],
  anschrift: ["strasse", "hausnummer", "plz", "ort", "land"],
  telefon: ["telefon"],
  email: ["email"],
};

/** The row holds something that was only guessed: it is shown, and nothing is sent to it. */
export function isGuessed(a: Antragsteller, row: string): boolean {
  return (MEMBERS[row] ?? []).some((member) => a.unbestaetigt?.includes(member));
}

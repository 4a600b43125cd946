import { useTranslation } from "react-i18next";
import type { Aufgabe, AufgabeFeld } from "../api/types.ts";
import { parseCents, parseNumber } from "../lib/number.ts";
import { shownValue } from "./fields.ts";

/** What a person typed into the form of a task, by name of the field. */
export type Typed = Record<string, string>;

/** Typed text to the values the process expects, amounts in euro; null where it is none. */
export function aufgabeWert(feld: AufgabeFeld, text: string): unknown {
  if (text === "") return null;
  if (feld.typ === "ja_nein") return text === "ja";
  if (feld.typ === "betrag") {
    const cents = parseCents(text);
    return cents === null ? null : cents / 100;
  }
  if (feld.typ === "zahl") return parseNumber(text);
  return text;
}

/** Puts a value of a task's form into the words the form shows. */
export function useValueInWords(): (feld: AufgabeFeld, wert: unknown) => string {
  const { t, i18n } = useTranslation();
  return ({ name, typ, optionen }, wert) => {
    const sent = { name, typ, wert: String(wert), text: optionen?.find((o) => o.wert === wert)?.label };
    return shownValue(sent, i18n.language, { ja: t("allgemein.ja"), nein: t("allgemein.nein") });
  };
}

/** The fields of a task in which something was typed, each with its text; text that is no value stays as typed. */
export function typedFields(aufgabe: Aufgabe, typed: Typed) {
  return aufgabe.felder.flatMap((feld) => {
    const text = typed[feld.name] ?? "";
    return text === "" ? [] : [{ feld, wert: aufgabeWert(feld, text) ?? text }];
  });
}

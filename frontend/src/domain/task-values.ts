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

/** What was typed as the values the process expects, and why a field is none. */
export function readForm(felder: AufgabeFeld[], typed: Typed) {
  const input: Record<string, unknown> = {};
  const wrong: Record<string, "required" | "ungueltig"> = {};
  for (const feld of felder) {
    const text = typed[feld.name] ?? "";
    const wert = aufgabeWert(feld, text);
    if (text === "" && feld.pflicht) wrong[feld.name] = "required";
    if (text !== "" && wert === null) wrong[feld.name] = "ungueltig";
    if (wert !== null) input[feld.name] = wert;
  }
  return { input, wrong };
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

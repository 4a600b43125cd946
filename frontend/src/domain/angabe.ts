import { useTranslation } from "react-i18next";
import type { Angabe } from "../api/types.ts";
import { shownValue } from "./fields.ts";

type Words = { ja: string; nein: string };

/** What the server put into words, in the language of the browser where it was made of a machine's value. */
export function angabeText(a: Angabe, language: string, words: Words): string {
  const { teile, typ, wert, waehrung } = a;
  if (typ) return shownValue({ name: a.label, typ, wert, waehrung }, language, words);
  if (!teile?.length) return a.text;
  const joint = teile.some((part) => part.label) ? " · " : ", ";
  return teile.map((part) => (part.label ? `${part.label}: ` : "") + angabeText(part, language, words)).join(joint);
}

export function useAngabeText(): (a: Angabe) => string {
  const { t, i18n } = useTranslation();
  return (a) => angabeText(a, i18n.language, { ja: t("allgemein.ja"), nein: t("allgemein.nein") });
}

import type { TFunction } from "i18next";
import type { Briefanschrift } from "../api/types.ts";

/** An address in one line, with whom the person represents that the letter goes to. */
export function addressLine(t: TFunction, { name, strasse, plzOrt, land, ...an }: Briefanschrift): string {
  const line = [name, strasse, plzOrt, land].filter(Boolean).join(", ");
  if (!an.vertritt) return line;
  const als = t(`adressat.vertretung.${an.vertretung || "bevollmaechtigt"}`);
  return `${line} – ${t("adressat.fuer", { name: an.vertritt, als })}`;
}

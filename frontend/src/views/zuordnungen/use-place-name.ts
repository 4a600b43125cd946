import { useTranslation } from "react-i18next";
import type { VerfahrenZeile } from "../../api/zuordnung.ts";
import { isList, type Stelle, split } from "./content.ts";

const KNOWN = [
  "verfahren",
  "einheit",
  "titel",
  "leika",
  "antragsteller",
  "daten",
  "labels",
  "typen",
  "werte",
  "unterlagen",
];

/** A place of a mapping in words: "Antragsteller: Firma", "Fläche in m²", "Bezeichnungen: betrieb.firma". What is none stays as it is. */
export function usePlaceName(verfahren: VerfahrenZeile | undefined): (stelle: Stelle) => string {
  const { t } = useTranslation();
  return (stelle) => {
    const [group, name] = split(stelle);
    if (isList(stelle) || !KNOWN.includes(group)) return t(`zuordnung.ziel.${stelle}`, { defaultValue: stelle });
    if (name === "") return t(`zuordnung.ziel.${group}`);
    if (group === "antragsteller") {
      const word = t(`zuordnung.ziel.feld.${name}`, { defaultValue: name });
      return `${t("zuordnung.ziel.antragsteller")}: ${word}`;
    }
    if (group === "daten") return verfahren?.daten.find((d) => d.name === name)?.label ?? name;
    return `${t(`zuordnung.ziel.${group}`)}: ${name}`;
  };
}

import { useTranslation } from "react-i18next";
import type { VerfahrenZeile } from "../../api/zuordnung.ts";
import { isList, type Stelle, split } from "./content.ts";

/** A place of a mapping in words: "Antragsteller: Firma", "Fläche in m²", "Bezeichnungen: betrieb.firma". */
export function usePlaceName(verfahren: VerfahrenZeile | undefined): (stelle: Stelle) => string {
  const { t } = useTranslation();
  return (stelle) => {
    const [group, name] = split(stelle);
    if (isList(stelle)) return t(`zuordnung.ziel.${stelle}`);
    if (group === "antragsteller") {
      const word = t(`zuordnung.ziel.feld.${name}`, { defaultValue: name });
      return `${t("zuordnung.ziel.antragsteller")}: ${word}`;
    }
    if (group === "daten") return verfahren?.daten.find((d) => d.name === name)?.label ?? name;
    const word = t(`zuordnung.ziel.${group}`, { defaultValue: group });
    return name ? `${word}: ${name}` : word;
  };
}

import { useTranslation } from "react-i18next";
import type { Feld, Vorgang } from "../api/types.ts";
import { Bullets } from "../components/Lists.tsx";
import { labelsAt } from "./fields.ts";

interface Props {
  hinweise: Vorgang["hinweise"];
  /** The fields the hints speak of. */
  felder: Feld[];
}

/** What the intake noticed, each with the field it is about. */
export function IntakeHints({ hinweise, felder }: Props) {
  const { t } = useTranslation();
  const place = (path = "") => labelsAt(felder, path, (nummer) => t("antrag.eintrag", { nummer })).join(" › ");
  return (
    <Bullets>
      {hinweise.map((h) => (
        <li key={`${h.code}-${h.feld}-${h.text}`}>
          {place(h.feld) && <strong>{place(h.feld)}: </strong>}
          {h.text}
        </li>
      ))}
    </Bullets>
  );
}

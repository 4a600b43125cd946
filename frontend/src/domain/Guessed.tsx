import { useTranslation } from "react-i18next";
import type { Antragsteller } from "../api/types.ts";
import { isGuessed } from "./applicant.ts";

/** The mark beside what was guessed about an applicant. */
export function Guessed({ applicant, row }: { applicant: Antragsteller; row: string }) {
  const { t } = useTranslation();
  if (!isGuessed(applicant, row)) return null;
  return (
    <>
      {" "}
      <span className="tag amber">{t("antragsteller.unbestaetigt")}</span>
    </>
  );
}

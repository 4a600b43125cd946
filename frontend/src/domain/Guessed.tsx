import { useTranslation } from "react-i18next";
import type { Antragsteller } from "../api/types.ts";
import { Tag } from "../components/Tag.tsx";
import { isGuessed } from "./applicant.ts";

/** The mark beside what was guessed about an applicant, or is no address at all. */
export function Guessed({ applicant, row }: { applicant: Antragsteller; row: string }) {
  const { t } = useTranslation();
  const unusable = row === "email" && applicant.emailUnbrauchbar;
  if (!unusable && !isGuessed(applicant, row)) return null;
  return (
    <>
      {" "}
      <Tag colour="amber">{t(unusable ? "antragsteller.unbrauchbar" : "antragsteller.unbestaetigt")}</Tag>
    </>
  );
}

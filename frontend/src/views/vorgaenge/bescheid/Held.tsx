import { useTranslation } from "react-i18next";
import type { Adressat, Bescheid } from "../../../api/types.ts";
import { Notice } from "../../../components/Notice.tsx";

/** Why a letter that lies here may not be posted. */
export function Held({ letter }: { letter: Bescheid | Adressat }) {
  const { t } = useTranslation();
  return letter.haelt ? <Notice kind="warn">{t(`fehler.${letter.haelt}`)}</Notice> : null;
}

import { useTranslation } from "react-i18next";
import type { Zeile } from "../api/types";

export function StandTag({ stand }: { stand: Zeile["stand"] }) {
  const { t } = useTranslation();
  return <span className={`ar-tag ar-tag-${stand}`}>{t(`stand.${stand}`)}</span>;
}

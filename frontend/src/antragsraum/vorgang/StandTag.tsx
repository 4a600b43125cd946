import { useTranslation } from "react-i18next";
import type { Zeile } from "../api/types";
import { Tag } from "../components/Tag";

export function StandTag({ stand }: { stand: Zeile["stand"] }) {
  const { t } = useTranslation();
  return <Tag strong={stand === "antwort_noetig"}>{t(`stand.${stand}`)}</Tag>;
}

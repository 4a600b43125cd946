import { useTranslation } from "react-i18next";
import { daysUntil, formatDay } from "../lib/format";
import styles from "./DueText.module.css";

interface Props {
  bis: string;
  /** an answer is welcome after the day, too: say so */
  late?: boolean;
  /** only the day and what is left of it, for the overview */
  short?: boolean;
}

/** Until when, as a day and as the days that are left. */
export function DueText({ bis, late = false, short = false }: Props) {
  const { t, i18n } = useTranslation();
  const days = daysUntil(bis);
  const left = days === 0 ? t("jetzt.heute") : days === 1 ? t("jetzt.morgen") : t("jetzt.nochTage", { count: days });
  return (
    <>
      {short ? t("jetzt.bis", { tag: formatDay(bis, i18n.language) }) : formatDay(bis, i18n.language)}
      {days >= 0 && ` (${left})`}
      {days < 0 && late && !short && <span className={styles.over}>{t("jetzt.vorbei")}</span>}
    </>
  );
}

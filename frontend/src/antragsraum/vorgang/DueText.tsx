import { useTranslation } from "react-i18next";
import type { Zeile } from "../api/types";
import { daysUntil, formatDay } from "../lib/format";

interface Props {
  bis: string;
  amZug: Zeile["amZug"];
  /** only the day and what is left of it, for the overview */
  short?: boolean;
}

/** Until when, as a day and as the days that are left. */
export function DueText({ bis, amZug, short = false }: Props) {
  const { t, i18n } = useTranslation();
  const days = daysUntil(bis);
  const left = days === 0 ? t("jetzt.heute") : days === 1 ? t("jetzt.morgen") : t("jetzt.nochTage", { count: days });
  return (
    <>
      {short ? t("jetzt.bis", { tag: formatDay(bis, i18n.language) }) : formatDay(bis, i18n.language)}
      {days >= 0 && ` (${left})`}
      {days < 0 && !short && (
        <span className="ar-due-over">{t(amZug === "sie" ? "jetzt.vorbei" : "jetzt.vorbeiBehoerde")}</span>
      )}
    </>
  );
}

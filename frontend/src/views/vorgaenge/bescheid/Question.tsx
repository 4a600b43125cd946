import { useTranslation } from "react-i18next";
import type { Rueckfrage } from "../../../api/types.ts";
import { Notice } from "../../../components/Notice.tsx";
import { formatDateWithDay } from "../../../lib/date.ts";

/** What the server asks back, with the dates it has computed. `tag` is the day that was entered. */
export function Question({ frage, tag }: { frage: Rueckfrage; tag: string }) {
  const { t, i18n } = useTranslation();
  const day = (iso: string) => formatDateWithDay(iso, i18n.language);
  const folge = frage.bestaetigen.includes("folge");
  const none = folge ? t("postFrage.ohne") : t("postFrage.unbekannt");
  return (
    <Notice kind="warn" title={t("postFrage.titel")} alert>
      {frage.bestaetigen.map((was) => (
        <p key={was}>{t(`postFrage.${was}`, { tag: tag && day(tag) })}</p>
      ))}
      {frage.bestaetigen.includes("tag") && <p>{frage.schritte?.[0]}</p>}
      <p>
        {frage.bekanntgabeAm ? t("postFrage.bekannt", { tag: day(frage.bekanntgabeAm) }) : none}{" "}
        {frage.rechtsbehelfBis && t("postFrage.rechtsbehelf", { tag: day(frage.rechtsbehelfBis) })}
      </p>
    </Notice>
  );
}

import { useTranslation } from "react-i18next";
import { documentUrl } from "../api/client";
import type { Bescheid, Nachricht, Vorgang } from "../api/types";
import { Icon } from "../components/Icon";
import { daysUntil, formatDay } from "../lib/format";

interface Props {
  bescheid: Bescheid;
  nachricht: Nachricht;
  vorgang: Vorgang;
}

/** The decision: result, the PDF to keep, and until when one can object. */
export function BescheidCard({ bescheid, nachricht, vorgang }: Props) {
  const { t, i18n } = useTranslation();
  const { ergebnis, dokumentId, massgeblich, rechtsbehelfBis } = bescheid;
  const pdf = dokumentId ?? nachricht.anhaenge.find((d) => d.rolle === "bescheid")?.id;
  const day = rechtsbehelfBis ? formatDay(rechtsbehelfBis, i18n.language) : "";
  const over = rechtsbehelfBis ? daysUntil(rechtsbehelfBis) < 0 : false;
  return (
    <div className="ar-stack">
      {!massgeblich && (
        <div className="ar-inset">
          <p>
            <strong>{t("bescheid.kopie")}</strong>
          </p>
          <p>{t("bescheid.kopieText")}</p>
        </div>
      )}
      {ergebnis && (
        <p className="ar-result">
          <span className="ar-unseen">{t("bescheid.ergebnis")}: </span>
          {i18n.exists(`bescheid.${ergebnis}`) ? t(`bescheid.${ergebnis}`) : ergebnis}
        </p>
      )}
      {pdf ? (
        <>
          <a className="kern-btn kern-btn--primary ar-wide" href={documentUrl(vorgang.id, pdf)} download>
            <Icon name="laden" />
            <span className="kern-label">{t(massgeblich ? "bescheid.laden" : "bescheid.ladenKopie")}</span>
          </a>
          <p className="ar-small ar-muted">{t("bescheid.aufheben")}</p>
        </>
      ) : (
        <p>{t("bescheid.kommt")}</p>
      )}
      {massgeblich && (
        <div className="ar-inset ar-stack">
          <h4>{t("bescheid.fristTitel")}</h4>
          <p>
            {rechtsbehelfBis
              ? t(over ? "bescheid.fristVorbei" : "bescheid.frist", { tag: day })
              : t("bescheid.fristOffen")}
          </p>
          {!over && <p>{t("bescheid.form")}</p>}
        </div>
      )}
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { documentUrl } from "../api/client";
import type { Bescheid, Nachricht, Vorgang } from "../api/types";
import { ButtonLink } from "../components/Button";
import { Inset } from "../components/Inset";
import { daysUntil, formatDay } from "../lib/format";
import { DocumentList } from "../vorgang/DocumentList";
import styles from "./BescheidCard.module.css";

interface Props {
  bescheid: Bescheid;
  nachricht: Nachricht;
  vorgang: Vorgang;
}

/** The decision: result, the PDF to keep, and until when one can object. */
export function BescheidCard({ bescheid, nachricht, vorgang }: Props) {
  const { t, i18n } = useTranslation();
  const { ergebnis, dokumentId, massgeblich, vertreten, rechtsbehelfBis, berichtigtAuf } = bescheid;
  const pdf = dokumentId ?? nachricht.anhaenge.find((d) => d.rolle === "bescheid")?.id;
  const day = rechtsbehelfBis ? formatDay(rechtsbehelfBis, i18n.language) : "";
  const { aendert, spaeter } = bescheid;
  const plain = aendert?.art === "berichtigen" && !rechtsbehelfBis; // it has no remedy of its own
  const byLetter = !massgeblich && !berichtigtAuf;
  const over = rechtsbehelfBis ? daysUntil(rechtsbehelfBis) < 0 : false;
  return (
    <div className="stack">
      {!massgeblich && (
        <Inset>
          <p>
            <strong>{t(vertreten ? "bescheid.kopieVertreten" : "bescheid.kopie")}</strong>
          </p>
          {!berichtigtAuf && <p>{t("bescheid.kopieText")}</p>}
        </Inset>
      )}
      {spaeter && (
        <Inset>
          <p>
            <strong>
              {t(spaeter.bald ? "bescheid.bald" : `bescheid.spaeter.${spaeter.art}`, {
                datum: formatDay(spaeter.am, i18n.language),
              })}
            </strong>
          </p>
        </Inset>
      )}
      {aendert && <p>{t(`bescheid.aendert.${aendert.art}`, { datum: formatDay(aendert.am, i18n.language) })}</p>}
      {ergebnis && (
        <p className={styles.result}>
          <span className="vh">{t("bescheid.ergebnis")}: </span>
          {i18n.exists(`bescheid.${ergebnis}`) ? t(`bescheid.${ergebnis}`, { context: bescheid.recht }) : ergebnis}
        </p>
      )}
      {pdf ? (
        <>
          <ButtonLink wide icon="laden" href={documentUrl(vorgang.id, pdf)} download>
            {t(massgeblich ? "bescheid.laden" : "bescheid.ladenKopie")}
          </ButtonLink>
          <p className="small muted">{t("bescheid.aufheben")}</p>
          {bescheid.anlagen.length > 0 && (
            <div>
              <h4 className="small muted">{t("bescheid.anlagen")}</h4>
              <DocumentList vorgangId={vorgang.id} dokumente={bescheid.anlagen} />
            </div>
          )}
        </>
      ) : (
        <p>{t("bescheid.kommt")}</p>
      )}
      {(massgeblich || berichtigtAuf || rechtsbehelfBis) && !plain && (
        <Inset>
          <h4>{t("bescheid.fristTitel")}</h4>
          {berichtigtAuf && <p>{t("bescheid.berichtigt", { tag: formatDay(berichtigtAuf, i18n.language) })}</p>}
          <p>
            {rechtsbehelfBis
              ? t(over ? "bescheid.fristVorbei" : byLetter ? "bescheid.fristBrief" : "bescheid.frist", { tag: day })
              : t("bescheid.fristOffen")}
          </p>
          {!over && <p>{t("bescheid.form")}</p>}
        </Inset>
      )}
    </div>
  );
}

import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Nachricht } from "../api/types";
import { Button } from "../components/Button";
import { ErrorNotice } from "../components/ErrorNotice";
import { Inset } from "../components/Inset";
import { openPunkte } from "../nachricht/nextMessage";
import styles from "./SendArea.module.css";
import type { AnswerState } from "./useAnswer";

interface Props {
  answer: AnswerState;
  nachricht: Nachricht | undefined;
}

/** What goes out, then the button, then how far it is and what went wrong. */
export function SendArea({ answer, nachricht }: Props) {
  const { t } = useTranslation();
  const { phase } = answer;
  const area = useRef<HTMLDivElement>(null);
  // the button somebody pressed goes away while sending: keep the focus in this place
  useEffect(() => {
    if (phase.name !== "bereit") area.current?.focus();
  }, [phase.name]);
  const failed = phase.name === "fehler";
  if (phase.name === "sendet") {
    return (
      <div ref={area} tabIndex={-1}>
        <Sending share={phase.share} onCancel={answer.cancel} />
      </div>
    );
  }
  return (
    <div className="stack" ref={area} tabIndex={-1}>
      <Review answer={answer} nachricht={nachricht} />
      {failed && <ErrorNotice error={phase.error} safe={t("fehler.sicherAntwort")} />}
      <Button kind="primary" type="submit" wide>
        {t(failed ? "antwort.nochmal" : nachricht ? "antwort.senden" : "antwort.nachrichtSenden")}
      </Button>
    </div>
  );
}

function Review({ answer, nachricht }: Props) {
  const { t } = useTranslation();
  const { draft, beilagen } = answer;
  if (draft.text.trim() === "" && beilagen.length === 0) return null;
  const parts = new Set(beilagen.map((beilage) => beilage.part));
  const missing = nachricht ? openPunkte(nachricht).filter((punkt) => !parts.has(`punkt:${punkt.id}`)).length : 0;
  return (
    <Inset>
      <h4>{t("antwort.pruefen")}</h4>
      <ul>
        {draft.text.trim() !== "" && <li>{t("antwort.inhaltText")}</li>}
        {beilagen.length > 0 && (
          <li>
            {t("antwort.inhaltDateien", { count: beilagen.length })}:{" "}
            {beilagen.map((beilage) => beilage.file.name).join(", ")}
          </li>
        )}
      </ul>
      {missing > 0 && <p>{t("antwort.fehltNoch", { count: missing })}</p>}
      <p>{t("antwort.bitteSchauen")}</p>
    </Inset>
  );
}

function Sending({ share, onCancel }: { share: number; onCancel: () => void }) {
  const { t } = useTranslation();
  const percent = Math.round(share * 100);
  return (
    <Inset>
      <p className={styles.text}>
        <strong>{percent < 100 ? t("antwort.sendet") : t("antwort.verarbeitet")}</strong>
        <span>{percent} %</span>
      </p>
      <progress className={styles.progress} max={100} value={percent} aria-label={t("antwort.sendet")} />
      <p className="small muted">{t("antwort.offenLassen")}</p>
      <Button onClick={onCancel}>{t("antwort.abbrechen")}</Button>
    </Inset>
  );
}

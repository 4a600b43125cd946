import { useTranslation } from "react-i18next";
import type { Punkt, Vorgang } from "../api/types";
import { PunktItem } from "./PunktItem";
import styles from "./PunktList.module.css";
import type { AnswerState } from "./useAnswer";

interface Props {
  punkte: Punkt[];
  vorgang: Vorgang;
  /** without it the list only shows where each item stands */
  answer?: AnswerState;
}

/** The office's checklist of missing documents. */
export function PunktList({ punkte, vorgang, answer }: Props) {
  const { t } = useTranslation();
  const done = punkte.filter((punkt) => punkt.zustand === "angenommen" || punkt.zustand === "eingereicht").length;
  return (
    <div className={styles.punkte}>
      <h4>{t("punkte.titel")}</h4>
      <p className="small muted">
        <strong>{t("punkte.fortschritt", { fertig: done, alle: punkte.length })}</strong>
        {answer && done < punkte.length && <> · {t("punkte.anleitung")}</>}
      </p>
      <ul className={styles.list}>
        {punkte.map((punkt) => (
          <PunktItem key={punkt.id} punkt={punkt} vorgang={vorgang} answer={answer} />
        ))}
      </ul>
    </div>
  );
}

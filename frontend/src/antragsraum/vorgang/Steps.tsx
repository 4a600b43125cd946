import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { Icon } from "../components/Icon";
import { cx } from "../lib/cx";
import styles from "./Steps.module.css";

const current: Record<Vorgang["stand"], number> = {
  eingegangen: 0,
  in_pruefung: 1,
  antwort_noetig: 1,
  entschieden: 2,
  abgeschlossen: 3,
  nicht_bearbeitet: 0,
  zurueckgenommen: 0,
};

/** The way of an application in three steps, for a quick look. */
export function Steps({ stand, yours }: { stand: Vorgang["stand"]; yours: boolean }) {
  const { t } = useTranslation();
  const at = current[stand];
  return (
    <ol className={cx(styles.steps, yours && styles.yours)} aria-label={t("jetzt.schritte")}>
      {["schritt1", "schritt2", "schritt3"].map((key, index) => {
        // received and decided are facts as soon as they are reached; checking goes on
        const done = index < at || (index === at && index !== 1);
        const state = done ? "erledigt" : index === at ? "aktuell" : "kommt";
        return (
          <li key={key} data-state={state} aria-current={index === at ? "step" : undefined}>
            <span className={styles.dot}>{done && <Icon name="haken" />}</span>
            <span>
              {t(`jetzt.${key}`)}
              <span className="vh"> – {t(`jetzt.${state}`)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

import { useTranslation } from "react-i18next";
import type { BescheidPruefpunkt } from "../../../api/types.ts";
import { CheckField } from "../../../components/fields.tsx";
import styles from "./ReleaseCheck.module.css";

interface Props {
  points: BescheidPruefpunkt[];
  confirmed: string[];
  onConfirm: (confirmed: string[]) => void;
}

const MARK = { erfuellt: "✓", bestaetigen: "!", fehlt: "✗" } as const;

/** How the Bescheid stands before it goes out: what is fulfilled, what is missing, what somebody has to confirm. */
export function ReleaseCheck({ points, confirmed, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    <section className="stack-s" aria-labelledby="pruefung">
      <h4 id="pruefung">{t("bescheidPruefung.titel")}</h4>
      <ul className={styles.list}>
        {points.map(({ kennung, stand, grund, norm }) => (
          <li key={kennung} data-stand={stand}>
            <span className={styles.mark} aria-hidden="true">
              {MARK[stand]}
            </span>
            <div>
              <strong>{t(`bescheidPruefung.punkt.${kennung}`)}</strong> <span className="muted">{norm}</span>
              <span className="vh"> – {t(`bescheidPruefung.stand.${stand}`)}</span>
              {grund && <p>{t(`fehlerFeld.${grund}`)}</p>}
              {stand === "bestaetigen" && (
                <CheckField
                  label={t(`bescheidPruefung.bestaetigen.${kennung}`)}
                  checked={confirmed.includes(kennung)}
                  onChange={(yes) => onConfirm(yes ? [...confirmed, kennung] : confirmed.filter((k) => k !== kennung))}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

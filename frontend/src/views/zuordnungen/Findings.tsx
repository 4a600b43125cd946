import { useTranslation } from "react-i18next";
import type { Befund } from "../../api/zuordnung.ts";
import { buttonClass } from "../../components/Button.tsx";
import styles from "./Findings.module.css";
import type { Bench } from "./use-bench.ts";

interface Props {
  befunde: Befund[];
  bench: Bench;
  onJump: (stelle: string) => void;
}

/** What a check found; each line leads to the place it is about. */
export function Findings({ befunde, bench, onJump }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={styles.findings}>
      {befunde.map((b, nr) => (
        <li key={`${b.grund}-${b.stelle}-${b.muster}-${nr}`}>
          <span>
            {b.stelle && <strong>{bench.placeName(b.stelle)}: </strong>}
            {t(`zuordnung.aktivieren.grund.${b.grund}`)}
            {b.muster && <span className="muted"> {t("zuordnung.aktivieren.imMuster", { name: b.muster })}</span>}
          </span>
          {b.stelle && (
            <button
              type="button"
              className={buttonClass("link")}
              aria-label={t("zuordnung.aktivieren.ansehenVon", { stelle: bench.placeName(b.stelle) })}
              onClick={() => onJump(b.stelle)}
            >
              {t("zuordnung.aktivieren.ansehen")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

import type { BescheidPruefung } from "../../../api/types.ts";
import { CheckField } from "../../../components/fields.tsx";
import { LetterSigns } from "../../../components/LetterSigns.tsx";
import { PaymentFacts } from "./PaymentFacts.tsx";
import styles from "./ReleaseCheck.module.css";
import { useLawWords } from "./use-law-words.ts";

interface Props {
  recht: string;
  checked: BescheidPruefung;
  /** Reasons: what changes its reason is asked anew. */
  confirmed: string[];
  onConfirm: (confirmed: string[]) => void;
}

const MARK = { erfuellt: "✓", bestaetigen: "!", fehlt: "✗" } as const;

/** How the Bescheid stands before it goes out: what is fulfilled, what is missing, what somebody has to confirm. */
export function ReleaseCheck({ recht, checked, confirmed, onConfirm }: Props) {
  const { t } = useLawWords(recht);
  return (
    <section className="stack-s" aria-labelledby="pruefung">
      <h4 id="pruefung">{t("bescheidPruefung.titel")}</h4>
      <ul className={styles.list}>
        {checked.punkte.map(({ kennung, stand, grund, norm }) => (
          <li key={kennung} data-stand={stand}>
            <span className={styles.mark} aria-hidden="true">
              {MARK[stand]}
            </span>
            <div>
              <strong>{t(`bescheidPruefung.punkt.${kennung}`)}</strong> <span className="muted">{norm}</span>
              <span className="vh"> – {t(`bescheidPruefung.stand.${stand}`)}</span>
              {kennung === "empfaenger" && checked.anschrift.length > 0 && <p>{checked.anschrift.join(", ")}</p>}
              {kennung === "empfaenger" && checked.auch.length > 0 && (
                <p>{t("aenderung.auch", { namen: checked.auch.join(", ") })}</p>
              )}
              {kennung === "zahlung" && checked.zahlung && (
                <p>
                  <PaymentFacts zahlung={checked.zahlung} />
                </p>
              )}
              {grund && <p>{t(`fehlerFeld.${grund}`)}</p>}
              {kennung === "zeichen" && checked.zeichen && <LetterSigns places={checked.zeichen} />}
              {stand === "bestaetigen" && (
                <CheckField
                  label={t([`bescheidPruefung.bestaetigenGrund.${grund}`, `bescheidPruefung.bestaetigen.${kennung}`])}
                  checked={confirmed.includes(grund)}
                  onChange={(yes) => onConfirm(yes ? [...confirmed, grund] : confirmed.filter((g) => g !== grund))}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Button } from "../../../components/Button.tsx";
import { TextField } from "../../../components/fields.tsx";
import { cx } from "../../../lib/cx.ts";
import { euro } from "../../../lib/number.ts";
import styles from "./FeeLines.module.css";
import { EMPTY_LINE, type FeeLine, lineAmount, readLine } from "./fee-lines.ts";
import { useLawWords } from "./use-law-words.ts";

interface Props {
  recht: string;
  lines: FeeLine[];
  onChange: (lines: FeeLine[]) => void;
}

const FIELDS = [
  ["bezeichnung", 200, "text"],
  ["menge", 12, "decimal"],
  ["einheit", 40, "text"],
  ["satz", 12, "decimal"],
] as const;

/** The lines a fee is the sum of: what for, how many, at which rate. */
export function FeeLines({ recht, lines, onChange }: Props) {
  const { t, i18n } = useLawWords(recht);
  const set = (nr: number, part: Partial<FeeLine>) => onChange(lines.map((l, i) => (i === nr ? { ...l, ...part } : l)));
  return (
    <fieldset className="stack-s">
      <legend className="label">{t("zahlung.zeilen")}</legend>
      {lines.map((line, nr) => {
        const read = readLine(line);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid
          <div className={styles.line} key={nr} role="group" aria-label={t("zahlung.zeile.nr", { nr: nr + 1 })}>
            {FIELDS.map(([name, maxLength, inputMode]) => (
              <TextField
                key={name}
                label={t(`zahlung.zeile.${name}`)}
                {...{ maxLength, inputMode }}
                value={line[name]}
                onChange={(value) => set(nr, { [name]: value })}
              />
            ))}
            <p className={cx(styles.amount, "num")} aria-live="polite">
              {read ? euro(lineAmount(read), i18n.language) : t("zahlung.zeile.fehlt")}
            </p>
            <Button
              aria-label={t("zahlung.zeile.weg", { nr: nr + 1 })}
              onClick={() => onChange(lines.filter((_, i) => i !== nr))}
            >
              {t("allgemein.entfernen")}
            </Button>
          </div>
        );
      })}
      {lines.length < 20 && (
        <div className="rowflex">
          <Button onClick={() => onChange([...lines, EMPTY_LINE])}>{t("zahlung.zeile.neu")}</Button>
        </div>
      )}
    </fieldset>
  );
}

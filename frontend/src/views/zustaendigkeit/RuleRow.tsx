import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../components/Button.tsx";
import { Combobox } from "../../components/Combobox.tsx";
import type { Option } from "../../components/choice.ts";
import { fieldClass } from "../../components/fields.tsx";
import { cx } from "../../lib/cx.ts";
import styles from "./RuleRow.module.css";
import { CONDITIONS, type Column, type Fault, type Row } from "./rules.ts";

export interface RowActs {
  set: (key: number, column: Column, wert: string) => void;
  move: (key: number, step: -1 | 1, column?: Column) => void;
  duplicate: (key: number) => void;
  remove: (key: number) => void;
}

interface Props {
  row: Row;
  nr: number;
  last: boolean;
  faults: Partial<Record<Column, Fault>>;
  /** Number of the earlier row that always decides before. */
  hiddenBy?: number;
  options: { zugang: Option[]; einheit: Option[] };
  acts: RowActs;
}

/** The fonts of an office have no sign for "once more". */
const TWO_SHEETS = (
  <svg
    width="14"
    height="14"
    viewBox="0 0 14 14"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    <rect x="1" y="4" width="8.5" height="9" rx="1" />
    <path d="M4.5 1.5h7a1 1 0 0 1 1 1v7.5" />
  </svg>
);

export const cellId = (key: number, column: Column): string => `zeile-${key}-${column}`;

function Cell({
  row,
  nr,
  column,
  fault,
  options,
  acts,
}: Omit<Props, "last" | "faults"> & { column: Column; fault?: Fault }) {
  const { t } = useTranslation();
  const id = cellId(row.key, column);
  const label = t("zustaendigkeit.zelle", { nr, spalte: t(`zustaendigkeit.spalte.${column}`) });
  const wert = row.regel[column] ?? "";
  const placeholder =
    column === "einheit"
      ? t("allgemein.bitteWaehlen")
      : column === "bemerkung"
        ? undefined
        : t("zustaendigkeit.beliebig");
  const described = fault ? `${id}-fehler` : undefined;
  return (
    <td data-label={t(`zustaendigkeit.spalte.${column}`)} data-column={column}>
      {column === "zugang" || column === "einheit" ? (
        <Combobox
          id={id}
          label={label}
          labelHidden
          value={wert}
          options={options[column]}
          placeholder={placeholder}
          invalid={Boolean(fault)}
          describedBy={described}
          onChange={(text) => acts.set(row.key, column, text)}
        />
      ) : (
        <input
          id={id}
          className={fieldClass.input}
          aria-label={label}
          placeholder={placeholder}
          aria-invalid={fault ? true : undefined}
          aria-describedby={described}
          inputMode={column === "leika" || column === "region" ? "numeric" : undefined}
          title={wert || undefined}
          maxLength={column === "leika" ? 14 : column === "region" ? 12 : 400}
          value={wert}
          onChange={(e) => acts.set(row.key, column, e.target.value)}
        />
      )}
      {fault && (
        <span className={styles.fault} id={described}>
          {t(`zustaendigkeit.fehler.${fault}`)}
        </span>
      )}
    </td>
  );
}

/** One line of the table. Alt with an arrow moves it, and the keyboard stays in its cell. */
export function RuleRow(props: Props) {
  const { row, nr, last, faults, hiddenBy, acts } = props;
  const { t } = useTranslation();
  const keys = (e: KeyboardEvent<HTMLTableRowElement>) => {
    if (!e.altKey || (e.key !== "ArrowUp" && e.key !== "ArrowDown")) return;
    e.preventDefault();
    const column = [...CONDITIONS, "einheit", "bemerkung"].find(
      (c) => (e.target as Element).id === `zeile-${row.key}-${c}`,
    );
    acts.move(row.key, e.key === "ArrowUp" ? -1 : 1, column as Column | undefined);
  };
  const act = (name: "hoch" | "runter" | "doppeln" | "loeschen", sign: ReactNode, run: () => void, off = false) => (
    <button
      type="button"
      className={buttonClass("icon")}
      id={`zeile-${row.key}-${name}`}
      aria-label={t(`zustaendigkeit.${name}`, { nr })}
      title={t(`zustaendigkeit.${name}`, { nr })}
      aria-disabled={off || undefined}
      onClick={off ? undefined : run}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <>
      <tr onKeyDownCapture={keys} className={cx(styles.rule, hiddenBy !== undefined && styles.hidden)}>
        <th scope="row" className="num">
          <span className={styles.inTable}>{nr}</span>
          <span className={styles.inCard}>{t("zustaendigkeit.zeile", { nr })}</span>
        </th>
        {[...CONDITIONS, "einheit" as const, "bemerkung" as const].map((column) => (
          <Cell key={column} {...props} column={column} fault={faults[column]} />
        ))}
        <td className={styles.acts}>
          {act("hoch", "↑", () => acts.move(row.key, -1), nr === 1)}
          {act("runter", "↓", () => acts.move(row.key, 1), last)}
          {act("doppeln", TWO_SHEETS, () => acts.duplicate(row.key))}
          {act("loeschen", "✕", () => acts.remove(row.key))}
        </td>
      </tr>
      {hiddenBy !== undefined && (
        <tr className={cx(styles.rule, styles.note)}>
          <td />
          <td colSpan={10}>
            <span className="mark">
              <span aria-hidden="true">▲ </span>
              {t("zustaendigkeit.verdeckt", { nr: hiddenBy })}
            </span>
          </td>
        </tr>
      )}
    </>
  );
}

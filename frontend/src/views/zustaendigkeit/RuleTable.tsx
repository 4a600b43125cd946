import { useTranslation } from "react-i18next";
import type { Option } from "../../components/choice.ts";
import { Table } from "../../components/Table.tsx";
import { type RowActs, RuleRow } from "./RuleRow.tsx";
import styles from "./RuleTable.module.css";
import { CONDITIONS, type Column, type Fault, type Row, tidy, unreachable } from "./rules.ts";

interface Props {
  rows: Row[];
  faults: Partial<Record<Column, Fault>>[];
  options: { zugang: Option[]; einheit: Option[] };
  acts: RowActs;
}

/** The table as a grid to type in; on a phone every row is a card. */
export function RuleTable({ rows, faults, options, acts }: Props) {
  const { t } = useTranslation();
  const hidden = unreachable(tidy(rows));
  return (
    <div className={styles.box}>
      <Table narrow="cards" className={styles.rules}>
        <thead>
          <tr>
            <th scope="col">{t("zustaendigkeit.nr")}</th>
            {[...CONDITIONS, "einheit", "bemerkung"].map((column) => (
              <th key={column} scope="col" data-column={column}>
                {column === "einheit" && <span aria-hidden="true">→ </span>}
                {t([`zustaendigkeit.kurz.${column}`, `zustaendigkeit.spalte.${column}`])}
              </th>
            ))}
            <th scope="col">
              <span className="vh">{t("zustaendigkeit.tun")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, nr) => {
            const by = hidden.get(nr);
            return (
              <RuleRow
                key={row.key}
                row={row}
                nr={nr + 1}
                last={nr === rows.length - 1}
                faults={faults[nr] ?? {}}
                hiddenBy={by === undefined ? undefined : by + 1}
                options={options}
                acts={acts}
              />
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

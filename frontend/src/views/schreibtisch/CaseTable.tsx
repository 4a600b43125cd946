import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { MoreButton } from "../../components/MoreButton.tsx";
import { Table, TableBox } from "../../components/Table.tsx";
import { type CalmRow, groupRows } from "../../domain/calm-list.ts";
import { useScrollMemory } from "../../lib/scroll-memory.ts";
import { useShortcuts } from "../../lib/shortcuts.ts";
import { CaseRow } from "./CaseRow.tsx";
import styles from "./CaseTable.module.css";

let firstList = true;

interface Props {
  rows: CalmRow[];
  grouped: boolean;
  scrollKey: string;
  selected?: string;
  onSelect: (id: string) => void;
  picked: Set<string>;
  onPick: (ids: Set<string>) => void;
  more?: () => void;
  loadingMore: boolean;
}

const COLUMNS = [
  "antragsteller",
  "nummer",
  "status",
  "faellig",
  "wartetAuf",
  "zustaendig",
  "eingang",
  "letztes",
] as const;

export function CaseTable(props: Props) {
  const { rows, grouped, scrollKey, selected, onSelect, picked, onPick, more, loadingMore } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  useScrollMemory(box, scrollKey);

  const move = (step: number) => {
    const at = rows.findIndex((r) => r.zeile.id === selected);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!next) return;
    onSelect(next.zeile.id);
    document.getElementById(`zeile-${next.zeile.id}`)?.focus();
  };
  const toggle = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    onPick(next);
  };
  const open = () => selected && navigate({ to: "/vorgaenge/$id", params: { id: selected } });
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => selected && toggle(selected, !picked.has(selected)),
    o: () => open(),
  });
  const keys = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[e.key];
    if (!step || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    move(step);
  };
  // Coming back from a case: the keyboard goes on where it was. The very first page starts at its top.
  useLayoutEffect(() => {
    if (!firstList && document.activeElement === document.body && selected)
      document.getElementById(`zeile-${selected}`)?.focus({ preventScroll: true });
    firstList = false;
  }, [selected]);

  const all = rows.length > 0 && rows.every((r) => picked.has(r.zeile.id));
  const groups = grouped ? groupRows(rows) : [{ urgency: null, rows }];
  return (
    <TableBox ref={box} onKeyDown={keys}>
      <Table narrow="own" className={styles.cases}>
        <thead>
          <tr>
            <th scope="col" data-column="pick">
              <input
                type="checkbox"
                aria-label={t("liste.alleWaehlen")}
                checked={all}
                onChange={() => onPick(all ? new Set() : new Set(rows.map((r) => r.zeile.id)))}
              />
            </th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" data-column={name}>
                {t(`spalte.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group, nr) => (
          <tbody key={group.rows[0]?.zeile.id}>
            {group.urgency && (
              <tr className={styles.group} data-urgency={group.urgency}>
                <th colSpan={COLUMNS.length + 1} scope="rowgroup">
                  {t(`dringlichkeit.${group.urgency}`)} · {group.rows.length}
                  {more && nr === groups.length - 1 ? "+" : ""}
                </th>
              </tr>
            )}
            {group.rows.map((r) => (
              <CaseRow
                key={r.zeile.id}
                row={r}
                selected={r.zeile.id === selected}
                picked={picked.has(r.zeile.id)}
                onSelect={() => onSelect(r.zeile.id)}
                onPick={(on) => toggle(r.zeile.id, on)}
              />
            ))}
          </tbody>
        ))}
      </Table>
      {more && <MoreButton busy={loadingMore} onClick={more} />}
    </TableBox>
  );
}

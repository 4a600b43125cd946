import { useTranslation } from "react-i18next";
import { toast } from "../../components/toast.ts";
import { cellId, type RowActs } from "./RuleRow.tsx";
import { type Column, duplicate, move, type Row, remove, restore, setCell } from "./rules.ts";
import type { Rules } from "./use-rules.ts";

const focus = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

/** Edits of the rows, with the keyboard's place kept and every removal undoable. */
export function useRowActs(rules: Rules, say: (text: string) => void): RowActs & { add: (row: Row) => void } {
  const { t } = useTranslation();
  const { rows, change, current } = rules;
  const at = (list: Row[], key: number) => list.findIndex((r) => r.key === key);
  return {
    set: (key: number, column: Column, wert: string) => change(setCell(rows, key, column, wert)),
    add: (row: Row) => {
      change([...rows, row]);
      focus(cellId(row.key, "zugang"));
    },
    move: (key, step, column) => {
      const next = move(rows, key, step);
      change(next);
      say(t("zustaendigkeit.verschoben", { nr: at(next, key) + 1 }));
      focus(column ? cellId(key, column) : `zeile-${key}-${step === -1 ? "hoch" : "runter"}`);
    },
    duplicate: (key) => {
      const next = duplicate(rows, key);
      change(next);
      focus(cellId(next[at(next, key) + 1]?.key ?? key, "zugang"));
    },
    remove: (key) => {
      const nr = at(rows, key);
      const gone = rows[nr];
      const neighbour = rows[nr + 1] ?? rows[nr - 1];
      if (!gone) return;
      change(remove(rows, key));
      if (neighbour) focus(`zeile-${neighbour.key}-loeschen`);
      toast(t("zustaendigkeit.geloescht", { nr: nr + 1 }), {
        label: t("allgemein.rueckgaengig"),
        run: () => change(restore(current(), gone, nr)),
      });
    },
  };
}

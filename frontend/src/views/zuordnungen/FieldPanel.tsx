import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../components/Button.tsx";
import { fieldClass } from "../../components/fields.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import styles from "./FieldPanel.module.css";
import { FieldRow } from "./FieldRow.tsx";
import { isGroup, parentRow, visibleRows } from "./field-tree.ts";
import { Panel, PanelEmpty, PanelHead, PanelHint } from "./Panel.tsx";
import { type Bench, placeId } from "./use-bench.ts";

/** The fields of the shown sample as a tree. Enter or a click maps the field to the chosen target. */
export function FieldPanel({ bench, onMapped }: { bench: Bench; onMapped: () => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const { target, picked, editable } = bench;
  const rows = visibleRows(bench.tree, closed, search);
  const at = Math.max(
    0,
    rows.findIndex((r) => r.node.key === cursor),
  );

  const fold = (key: string, open: boolean) => {
    const next = new Set(closed);
    if (open) next.delete(key);
    else next.add(key);
    setClosed(next);
  };
  const focusRow = (nr: number) => {
    const next = Math.min(Math.max(nr, 0), rows.length - 1);
    setCursor(rows[next]?.node.key ?? "");
    const element = box.current?.children[next];
    if (element instanceof HTMLElement) element.focus();
  };
  const choose = (nr: number, byKey: boolean) => {
    const node = rows[nr]?.node;
    if (!node) return;
    setCursor(node.key);
    const labelled = target === "labels";
    if (!editable || (isGroup(node) && !labelled)) return fold(node.key, closed.has(node.key));
    const waiting = target;
    bench.chooseField(node);
    if (!waiting) return;
    onMapped();
    if (byKey) requestAnimationFrame(() => document.getElementById(placeId(waiting))?.focus());
  };
  const keys = (e: KeyboardEvent) => {
    const row = rows[at];
    if (!row || e.altKey || e.ctrlKey || e.metaKey) return;
    const inner = row.node.children.length > 0;
    const acts: Record<string, () => void> = {
      ArrowDown: () => focusRow(at + 1),
      ArrowUp: () => focusRow(at - 1),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
      ArrowRight: () => (inner && !row.open ? fold(row.node.key, true) : inner && focusRow(at + 1)),
      ArrowLeft: () => (inner && row.open && !search ? fold(row.node.key, false) : focusRow(parentRow(rows, at))),
      Enter: () => choose(at, true),
      " ": () => choose(at, true),
    };
    const act = acts[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  };

  return (
    <Panel aria-labelledby="bereich-felder">
      <PanelHead>
        <h2 id="bereich-felder">{t("zuordnung.bereich.felder")}</h2>
        <input
          type="search"
          className={fieldClass.input}
          aria-label={t("zuordnung.baum.suche")}
          placeholder={t("zuordnung.baum.suche")}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
      </PanelHead>
      <PanelHint on={Boolean(target || picked)}>
        {target
          ? t("zuordnung.baum.fuerZiel", { ziel: bench.placeName(target) })
          : editable && t("zuordnung.baum.hinweis")}
        {target && (
          <button type="button" className={buttonClass("link")} onClick={bench.clear}>
            {t("zuordnung.ziel.abbrechen")}
          </button>
        )}
      </PanelHint>
      {bench.muster.isLoading && <Skeleton lines={10} />}
      {rows.length === 0 && !bench.muster.isLoading && (
        <PanelEmpty>{t(bench.tree.length === 0 ? "zuordnung.baum.ohneMuster" : "zuordnung.baum.keine")}</PanelEmpty>
      )}
      {rows.length > 0 && (
        <div ref={box} role="tree" aria-label={t("zuordnung.bereich.felder")} className={styles.tree} onKeyDown={keys}>
          {rows.map((row, nr) => (
            <FieldRow
              key={row.node.key}
              row={row}
              bench={bench}
              tabbable={nr === at}
              onChoose={() => choose(nr, false)}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}

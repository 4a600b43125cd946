import { useTranslation } from "react-i18next";
import { Tag } from "../../components/Tag.tsx";
import { cx } from "../../lib/cx.ts";
import styles from "./FieldRow.module.css";
import { type FieldNode, isGroup, type Row } from "./field-tree.ts";
import type { Bench } from "./use-bench.ts";

interface Props {
  row: Row;
  bench: Bench;
  tabbable: boolean;
  onChoose: () => void;
}

function Example({ node }: { node: FieldNode }) {
  const { t } = useTranslation();
  if (!node.inSample) return <Tag colour="grey">{t("zuordnung.baum.nichtImMuster")}</Tag>;
  if (node.examples.length > 0) return <span className="wrap">{node.examples.join(" · ")}</span>;
  return node.codes.length > 0 ? (
    <span className="wrap">{t("zuordnung.baum.codes", { codes: node.codes.join(", ") })}</span>
  ) : null;
}

/** One field: what it is called, what it holds, and where it goes. */
export function FieldRow({ row, bench, tabbable, onChoose }: Props) {
  const { t } = useTranslation();
  const { node, level } = row;
  const group = isGroup(node);
  const places = bench.reads.get(node.pfad) ?? [];
  const times = node.count > 0 ? t("zuordnung.baum.mal", { count: node.count }) : t("zuordnung.baum.liste");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it carries the keyboard
    <div
      role="treeitem"
      tabIndex={tabbable ? 0 : -1}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.size}
      aria-expanded={node.children.length > 0 ? row.open : undefined}
      aria-selected={bench.picked?.key === node.key}
      className={cx(styles.row, group && styles.group)}
      onClick={onChoose}
    >
      <span className={styles.name}>
        {node.children.length > 0 && (
          <span className={styles.caret} aria-hidden="true">
            {row.open ? "▾" : "▸"}
          </span>
        )}
        <strong>{node.label}</strong>
        {node.repeats && (
          <span className={styles.repeat}>
            <span aria-hidden="true">[] </span>
            {times}
          </span>
        )}
        {!group && (
          <span className={styles.kind}>{t(`zuordnung.feldart.${node.typ}`, { defaultValue: node.typ })}</span>
        )}
      </span>
      {!group && (
        <span className={styles.more}>
          <code>{node.pfad}</code>
          <Example node={node} />
        </span>
      )}
      {places.length > 0 && (
        <span className={styles.places}>
          <span className="vh">{t("zuordnung.baum.liest", { ziele: "" })}</span>
          {places.map((stelle) => (
            <span key={stelle} className={styles.place}>
              → {bench.placeName(stelle)}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

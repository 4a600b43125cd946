import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../components/Button.tsx";
import { covers } from "../../domain/field-path.ts";
import { cx } from "../../lib/cx.ts";
import { setPlace, valueAt } from "./content.ts";
import { allNodes } from "./field-tree.ts";
import styles from "./ObjectionNote.module.css";
import { FIELD_TYPES, type Objection, objection, type Target } from "./targets.ts";
import type { Bench } from "./use-bench.ts";

interface Props {
  target: Target;
  bench: Bench;
}

/** What speaks against the field of a target. A doubt is none where the dry run has read the value. */
export function objectionAt(target: Target, bench: Bench): Objection | "unbekannt" | null {
  const pfad = valueAt(bench.inhalt, target.stelle);
  if (pfad !== "" && !target.known) return "unbekannt";
  const found = objection(target, pfad, bench.tree);
  if (found !== "unsicher") return found;
  const read = bench.run.data?.angaben.some(
    (a) => a.name === target.name && a.pfad === pfad && a.zustand === "gelesen",
  );
  return read && target.stelle.startsWith("daten.") ? null : found;
}

/** What speaks against a value, below it. */
export function ObjectionLine({ id, bad, children }: { id: string; bad?: boolean; children: ReactNode }) {
  return (
    <p id={id} className={cx(styles.objection, bad && styles.bad)}>
      {children}
    </p>
  );
}

/** The doubt in words, with the remedy where one click is enough. */
export function ObjectionNote({ target, bench }: Props) {
  const { t } = useTranslation();
  const kind = objectionAt(target, bench);
  if (!kind) return null;
  const pfad = valueAt(bench.inhalt, target.stelle);
  const node = allNodes(bench.tree).find((n) => covers(pfad, n.pfad));
  const word = (typ: string) => t(`zuordnung.feldart.${typ}`, { defaultValue: typ });
  const settable = (FIELD_TYPES as readonly string[]).includes(target.typ) && node?.pfad === pfad;
  return (
    <ObjectionLine bad={kind !== "unsicher"} id={`einwand-${target.stelle}`}>
      <span aria-hidden="true">▲ </span>
      {kind === "unbekannt"
        ? t("zuordnung.ziel.unbekannt")
        : t(`zuordnung.ziel.einwand.${kind}`, { von: word(node?.typ ?? ""), nach: word(target.typ) })}
      {bench.editable && settable && kind === "unsicher" && (
        <button
          type="button"
          className={buttonClass("link")}
          onClick={() => bench.change(setPlace(bench.inhalt, `typen.${pfad}`, target.typ))}
        >
          {t("zuordnung.ziel.alsLesen", { typ: word(target.typ) })}
        </button>
      )}
    </ObjectionLine>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Inhalt, Zuordnung } from "../../api/zuordnung.ts";
import { assign, isList, removePlace, type Stelle } from "./content.ts";
import type { FieldNode } from "./field-tree.ts";
import { accept } from "./targets.ts";
import { useBenchData } from "./use-bench-data.ts";
import { useMapping } from "./use-mapping.ts";

export const placeId = (stelle: Stelle): string => `ziel-${stelle}`;

/** Everything the three columns of the workbench share: the draft, the sample, and what is chosen just now. */
export function useBench(zuordnung: Zuordnung, wanted: string | undefined) {
  const { t } = useTranslation();
  const mapping = useMapping(zuordnung);
  const { inhalt, change } = mapping;
  const editable = zuordnung.zustand === "entwurf";
  const [target, setTarget] = useState<Stelle | null>(null);
  const [picked, setPicked] = useState<FieldNode | null>(null);
  const [said, say] = useState("");
  const [taken, setTaken] = useState<{ before: Inhalt; after: Inhalt; count: number } | null>(null);

  const data = useBenchData(zuordnung, mapping, wanted);
  const { tree, suggestions, placeName } = data;

  const clear = () => {
    setTarget(null);
    setPicked(null);
  };
  const put = (stelle: Stelle, node: FieldNode) => {
    change(assign(inhalt, stelle, node));
    clear();
    say(t("zuordnung.ziel.zugeordnet", { feld: node.pfad, ziel: placeName(stelle) }));
    if (isList(stelle))
      requestAnimationFrame(() => {
        const entry = stelle === "labels" ? node.key : node.pfad;
        document.getElementById(placeId(`${stelle}.${entry}`))?.focus();
      });
  };
  return {
    ...data,
    zuordnung,
    mapping,
    inhalt,
    change,
    editable,
    target,
    picked,
    said,
    say,
    /** How many suggestions came in at once, while nothing else was changed since. */
    taken: taken?.after === inhalt ? taken.count : 0,
    undoTaken: () => taken && change(taken.before),
    clear,
    /** A click on a target: takes the chosen field, or waits for one. */
    chooseTarget(stelle: Stelle) {
      if (picked) return put(stelle, picked);
      const next = target === stelle ? null : stelle;
      setTarget(next);
      if (next) say(t("zuordnung.ziel.gewaehlt", { ziel: placeName(stelle) }));
    },
    /** A click on a field: fills the chosen target, or waits for one. */
    chooseField(node: FieldNode) {
      if (target) return put(target, node);
      const next = picked?.key === node.key ? null : node;
      setPicked(next);
      if (next) say(t("zuordnung.baum.gewaehlt", { feld: node.pfad }));
    },
    removeAt(stelle: Stelle) {
      change(removePlace(inhalt, stelle));
      say(t("zuordnung.ziel.entfernt", { ziel: placeName(stelle) }));
    },
    acceptOne(stelle: Stelle) {
      const v = suggestions.get(stelle);
      if (!v) return;
      change(accept(inhalt, [v], tree));
      say(t("zuordnung.ziel.zugeordnet", { feld: v.pfad, ziel: placeName(stelle) }));
    },
    acceptSure() {
      const sure = [...suggestions.values()].filter((v) => v.sicher);
      const after = accept(inhalt, sure, tree);
      setTaken({ before: inhalt, after, count: sure.length });
      change(after);
      say(t("zuordnung.vorschlag.uebernommen", { count: sure.length }));
    },
  };
}

export type Bench = ReturnType<typeof useBench>;

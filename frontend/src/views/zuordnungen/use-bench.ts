import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { einheitenQuery } from "../../api/queries.ts";
import {
  type Inhalt,
  musterQuery,
  verfahrenListeQuery,
  vorschlaegeQuery,
  type Zuordnung,
} from "../../api/zuordnung.ts";
import { shownValue } from "../../domain/fields.ts";
import { assign, isList, removePlace, type Stelle } from "./content.ts";
import { buildTree, type FieldNode } from "./field-tree.ts";
import { accept, openSuggestions, usesByField } from "./targets.ts";
import { useFieldOptions } from "./use-field-options.ts";
import { useMapping } from "./use-mapping.ts";
import { usePlaceName } from "./use-place-name.ts";

export const placeId = (stelle: Stelle): string => `ziel-${stelle}`;

/** Everything the three columns of the workbench share: the draft, the sample, and what is chosen just now. */
export function useBench(zuordnung: Zuordnung, wanted: string | undefined) {
  const { t, i18n } = useTranslation();
  const mapping = useMapping(zuordnung);
  const { inhalt, change } = mapping;
  const editable = zuordnung.zustand === "entwurf";
  const [target, setTarget] = useState<Stelle | null>(null);
  const [picked, setPicked] = useState<FieldNode | null>(null);
  const [said, say] = useState("");
  const [taken, setTaken] = useState<{ before: Inhalt; after: Inhalt; count: number } | null>(null);

  const musterId = zuordnung.muster.some((m) => m.id === wanted) ? wanted : zuordnung.muster[0]?.id;
  const muster = useQuery({ ...musterQuery(musterId ?? ""), enabled: musterId !== undefined });
  const { data: verfahrenListe = [] } = useQuery(verfahrenListeQuery);
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  const verfahren = verfahrenListe.find((v) => v.name === inhalt.verfahren);
  const { data: vorschlaege = [] } = useQuery({
    ...vorschlaegeQuery(zuordnung.id, musterId ?? "", mapping.base.verfahren),
    enabled: editable && musterId !== undefined,
    placeholderData: keepPreviousData,
  });

  const { data: sample } = muster;
  const tree = useMemo(() => {
    const words = { ja: t("allgemein.ja"), nein: t("allgemein.nein") };
    const struktur = [...(sample?.struktur ?? []), ...zuordnung.struktur];
    return buildTree(sample?.felder ?? [], struktur, (feld) => shownValue(feld, i18n.language, words));
  }, [sample, zuordnung.struktur, t, i18n.language]);
  const reads = useMemo(() => usesByField(inhalt, tree), [inhalt, tree]);
  const suggestions = useMemo(
    () => (editable ? openSuggestions(vorschlaege, inhalt) : new Map()),
    [editable, vorschlaege, inhalt],
  ) as ReturnType<typeof openSuggestions>;
  const placeName = usePlaceName(verfahren);
  const fieldOptions = useFieldOptions(tree);

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
    zuordnung,
    mapping,
    inhalt,
    change,
    editable,
    muster,
    musterId,
    tree,
    fieldOptions,
    reads,
    suggestions,
    verfahren,
    verfahrenListe,
    einheiten,
    placeName,
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

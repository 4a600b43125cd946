import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { einheitenQuery } from "../../api/queries.ts";
import {
  musterQuery,
  probelaufQuery,
  verfahrenListeQuery,
  vorschlaegeQuery,
  type Zuordnung,
} from "../../api/zuordnung.ts";
import { shownValue } from "../../domain/fields.ts";
import { useDebounced } from "../../lib/delayed.ts";
import { asMapped, buildTree } from "./field-tree.ts";
import { openSuggestions, usesByField } from "./targets.ts";
import { useFieldOptions } from "./use-field-options.ts";
import type { Mapping } from "./use-mapping.ts";
import { usePlaceName } from "./use-place-name.ts";

/** What the workbench shows of the draft: the sample as a tree, suggestions, and what comes of it. */
export function useBenchData(zuordnung: Zuordnung, mapping: Mapping, wanted: string | undefined) {
  const { t, i18n } = useTranslation();
  const { inhalt } = mapping;
  const editable = zuordnung.zustand === "entwurf";
  const musterId = zuordnung.muster.some((m) => m.id === wanted) ? wanted : zuordnung.muster.at(-1)?.id;
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
  const form = useMemo(() => {
    const words = { ja: t("allgemein.ja"), nein: t("allgemein.nein") };
    const struktur = [...(sample?.struktur ?? []), ...zuordnung.struktur];
    return buildTree(sample?.felder ?? [], struktur, (feld) => shownValue(feld, i18n.language, words));
  }, [sample, zuordnung.struktur, t, i18n.language]);
  const { labels, typen } = inhalt;
  const tree = useMemo(() => asMapped(form, labels ?? {}, typen ?? {}), [form, labels, typen]);
  const reads = useMemo(() => usesByField(inhalt, tree), [inhalt, tree]);
  const suggestions = useMemo(
    () => (editable ? openSuggestions(vorschlaege, inhalt) : new Map()),
    [editable, vorschlaege, inhalt],
  ) as ReturnType<typeof openSuggestions>;
  const settled = useDebounced(inhalt, 400);
  const run = useQuery({
    ...probelaufQuery(zuordnung.id, musterId ?? "", settled),
    enabled: musterId !== undefined,
    placeholderData: keepPreviousData,
  });
  const placeName = usePlaceName(verfahren);
  const fieldOptions = useFieldOptions(tree);
  return {
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
    run,
    /** The dry run does not show the draft as it stands yet. */
    running: run.isFetching || settled !== inhalt,
  };
}

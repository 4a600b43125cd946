import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ListFrame } from "../../components/ListFrame.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { listTitle } from "../../domain/list-title.ts";
import { useSearch } from "../../domain/use-search.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { rememberList } from "../../lib/return-path.ts";
import { useEscape } from "../../lib/shortcuts.ts";
import { BulkBar } from "./BulkBar.tsx";
import { CaseTable } from "./CaseTable.tsx";
import { EmptyList } from "./EmptyList.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { ReadingPane } from "./ReadingPane.tsx";
import styles from "./Schreibtisch.module.css";
import { filterOf } from "./search.ts";
import { useCalmList } from "./use-calm-list.ts";

const route = getRouteApi("/desk/schreibtisch");

/** The desk: a list that says what first and why, and the pane that follows the selection. */
export function Schreibtisch() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => filterOf(search), [search]);
  const filterKey = JSON.stringify(filter);
  const { query, list, reorder } = useCalmList(filter);
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const title = listTitle(t, search);
  usePageTitle(title);
  useEffect(() => rememberList(search), [search]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts without a selection
  useEffect(() => setPicked(new Set()), [filterKey]);

  const { leave } = useSearch();
  useEscape(leave);

  const select = (id: string | undefined) =>
    navigate({ search: (before) => ({ ...before, vorgang: id }), replace: true, state: true });
  const rows = list?.rows ?? [];
  const pickedRows = rows.filter((r) => picked.has(r.zeile.id)).map((r) => r.zeile);
  return (
    <div className={styles.body}>
      <ListFrame aria-label={title}>
        <FilterBar title={title} list={list} onReorder={reorder} />
        {pickedRows.length > 0 && <BulkBar rows={pickedRows} onDone={() => setPicked(new Set())} />}
        <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
        {!list && query.isPending && <Skeleton lines={12} />}
        {list && rows.length === 0 && <EmptyList search={search} />}
        {list && rows.length > 0 && (
          <CaseTable
            rows={rows}
            grouped={search.sortierung !== "eingang" && !search.suche}
            scrollKey={filterKey}
            selected={search.vorgang}
            onSelect={select}
            picked={picked}
            onPick={setPicked}
            more={query.hasNextPage ? () => query.fetchNextPage() : undefined}
            loadingMore={query.isFetchingNextPage}
          />
        )}
      </ListFrame>
      <ReadingPane id={search.vorgang} />
    </div>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type Listenfilter, vorgaengeQuery } from "../../api/queries.ts";
import { type CalmList, settle } from "../../domain/calm-list.ts";

/** The list as it stands on the screen, and what waits behind the chip. */
export function useCalmList(filter: Listenfilter) {
  const query = useInfiniteQuery(vorgaengeQuery(filter));
  const [reordered, setReordered] = useState(0);
  const key = `${JSON.stringify(filter)}#${reordered}`;
  const [list, setList] = useState<CalmList | null>(null);
  const pages = useMemo(() => query.data?.pages.map((page) => page.vorgaenge), [query.data]);
  useEffect(() => {
    if (pages) setList((before) => settle(before, key, pages));
  }, [pages, key]);
  const shown = useMemo(() => {
    if (list?.key === key) return list;
    return pages ? settle(null, key, pages) : null;
  }, [list, key, pages]);
  return { query, list: shown, reorder: () => setReordered((n) => n + 1) };
}

import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Fetches again what an event says has changed: everything whose key begins with `queryKey`. A first fetch that is under
 * way may have read before the change, and the library would take its answer for fresh: it is shown, then fetched again.
 */
export function refetchAfter(client: QueryClient, queryKey: QueryKey): void {
  const underWay = client.getQueryCache().findAll({ queryKey, type: "active", fetchStatus: "fetching" });
  for (const query of underWay.filter((q) => q.state.data === undefined)) {
    const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.fetch().then(again, () => {}); // the view shows its failure
  }
  void client.invalidateQueries({ queryKey });
}

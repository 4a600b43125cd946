/** What the read log is asked for: who looked at what. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, fetched } from "./client.ts";

export interface Zugriffsfilter {
  person?: string;
  art?: string;
  vorgang?: string;
  von?: string;
  bis?: string;
}

export const zugriffeQuery = (filter: Zugriffsfilter) =>
  infiniteQueryOptions({
    queryKey: ["leseprotokoll", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      fetched(api.GET("/api/v1/leseprotokoll", { params: { query: { ...filter, nach: pageParam } } })),
    getNextPageParam: (page) => page.nach ?? undefined,
  });

export function zugriffeUrl(filter: Zugriffsfilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString();
  return `/api/v1/leseprotokoll/datei${query ? `?${query}` : ""}`;
}

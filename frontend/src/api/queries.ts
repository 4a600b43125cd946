import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, fetched } from "./client.ts";
import { sessionEnd } from "./session-end.ts";
import type { AnsichtName, BescheidNeu } from "./types.ts";

/** What a list of the desk is asked for; the same names stand in the URL. */
export interface Listenfilter {
  ansicht: AnsichtName;
  suche?: string;
  status?: string;
  verfahren?: string;
  einheit?: string;
  /** User name of the person who has it. */
  zustaendig?: string;
  wartetAuf?: "uns" | "antragsteller" | "zuarbeit" | "fristablauf" | "niemand";
  eingangVon?: string;
  eingangBis?: string;
  sortierung?: "faellig" | "eingang";
}

export const PAGE_SIZE = 50;

export const ichQuery = queryOptions({
  queryKey: ["ich"],
  queryFn: async () => {
    const ich = await fetched(api.GET("/api/v1/ich"));
    sessionEnd.learn(ich.sitzung);
    return ich;
  },
  staleTime: 5 * 60_000,
});

export const ansichtenQuery = queryOptions({
  queryKey: ["ansichten"],
  queryFn: async () => (await fetched(api.GET("/api/v1/ansichten"))).ansichten,
});

export const einheitenQuery = queryOptions({
  queryKey: ["einheiten"],
  queryFn: async () => (await fetched(api.GET("/api/v1/einheiten"))).einheiten,
  staleTime: 10 * 60_000,
});

/** What the list of the desk can be narrowed to. */
export const filterQuery = queryOptions({
  queryKey: ["filter"],
  queryFn: () => fetched(api.GET("/api/v1/vorgaenge/filter")),
  staleTime: 10 * 60_000,
});

export const benutzerQuery = (einheit?: string) =>
  queryOptions({
    queryKey: ["benutzer", einheit ?? ""],
    queryFn: async () => (await fetched(api.GET("/api/v1/benutzer", { params: { query: { einheit } } }))).benutzer,
  });

export const verfahrenQuery = (name: string, stand: string) =>
  queryOptions({
    queryKey: ["verfahren", name, stand],
    queryFn: () => fetched(api.GET("/api/v1/verfahren/{name}/{stand}", { params: { path: { name, stand } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const vorgaengeQuery = (filter: Listenfilter) =>
  infiniteQueryOptions({
    queryKey: ["vorgaenge", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      fetched(api.GET("/api/v1/vorgaenge", { params: { query: { ...filter, nach: pageParam, anzahl: PAGE_SIZE } } })),
    getNextPageParam: (seite) => seite.nach ?? undefined,
  });

export const vorgangQuery = (id: string) =>
  queryOptions({
    queryKey: ["vorgang", id],
    queryFn: () => fetched(api.GET("/api/v1/vorgaenge/{id}", { params: { path: { id } } })),
  });

export const verlaufQuery = (id: string) =>
  queryOptions({
    queryKey: ["verlauf", id],
    queryFn: async () =>
      (await fetched(api.GET("/api/v1/vorgaenge/{id}/verlauf", { params: { path: { id } } }))).verlauf,
  });

export const prozessQuery = (id: string) =>
  queryOptions({
    queryKey: ["prozess", id],
    queryFn: () => fetched(api.GET("/api/v1/vorgaenge/{id}/prozess", { params: { path: { id } } })),
  });

/** Which Klärfälle are asked for; the same names stand in the URL. */
export interface Klaerfallfilter {
  erledigt?: true;
  zugang?: string;
  grund?: string;
}

export const klaerfaelleQuery = (filter: Klaerfallfilter) =>
  infiniteQueryOptions({
    queryKey: ["klaerfaelle", "liste", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      fetched(api.GET("/api/v1/klaerfaelle", { params: { query: { ...filter, nach: pageParam } } })),
    getNextPageParam: (seite) => seite.nach ?? undefined,
  });

export const klaerfallQuery = (id: string) =>
  queryOptions({
    queryKey: ["klaerfall", id],
    queryFn: () => fetched(api.GET("/api/v1/klaerfaelle/{id}", { params: { path: { id } } })),
  });

/** How a Bescheid that is being written stands before it goes out. */
export const bescheidPruefungQuery = (id: string, body: BescheidNeu) =>
  queryOptions({
    queryKey: ["bescheidPruefung", id, body],
    queryFn: () => fetched(api.POST("/api/v1/vorgaenge/{id}/bescheid/pruefung", { params: { path: { id } }, body })),
  });

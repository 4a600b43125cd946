import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, lies } from "./client.ts";
import type { AnsichtName } from "./typen.ts";

/** What a list of the desk is asked for; the same names stand in the URL. */
export interface Listenfilter {
  ansicht: AnsichtName;
  suche?: string;
  status?: string;
  verfahren?: string;
  einheit?: string;
  wartetAuf?: string;
  eingangVon?: string;
  eingangBis?: string;
  sortierung?: "faellig" | "eingang";
}

export const SEITE = 50;

export const ichAbfrage = queryOptions({
  queryKey: ["ich"],
  queryFn: () => lies(api.GET("/api/v1/ich")),
  staleTime: 5 * 60_000,
});

export const ansichtenAbfrage = queryOptions({
  queryKey: ["ansichten"],
  queryFn: async () => (await lies(api.GET("/api/v1/ansichten"))).ansichten,
});

export const einheitenAbfrage = queryOptions({
  queryKey: ["einheiten"],
  queryFn: async () => (await lies(api.GET("/api/v1/einheiten"))).einheiten,
  staleTime: 10 * 60_000,
});

export const benutzerAbfrage = (einheit?: string) =>
  queryOptions({
    queryKey: ["benutzer", einheit ?? ""],
    queryFn: async () => (await lies(api.GET("/api/v1/benutzer", { params: { query: { einheit } } }))).benutzer,
  });

export const verfahrenAbfrage = (name: string, stand: string) =>
  queryOptions({
    queryKey: ["verfahren", name, stand],
    queryFn: () => lies(api.GET("/api/v1/verfahren/{name}/{stand}", { params: { path: { name, stand } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const vorgaengeAbfrage = (filter: Listenfilter) =>
  infiniteQueryOptions({
    queryKey: ["vorgaenge", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      lies(api.GET("/api/v1/vorgaenge", { params: { query: { ...filter, nach: pageParam, anzahl: SEITE } } })),
    getNextPageParam: (seite) => seite.nach ?? undefined,
  });

export const vorgangAbfrage = (id: string) =>
  queryOptions({
    queryKey: ["vorgang", id],
    queryFn: () => lies(api.GET("/api/v1/vorgaenge/{id}", { params: { path: { id } } })),
  });

export const verlaufAbfrage = (id: string) =>
  queryOptions({
    queryKey: ["verlauf", id],
    queryFn: async () => (await lies(api.GET("/api/v1/vorgaenge/{id}/verlauf", { params: { path: { id } } }))).verlauf,
  });

export const prozessAbfrage = (id: string) =>
  queryOptions({
    queryKey: ["prozess", id],
    queryFn: () => lies(api.GET("/api/v1/vorgaenge/{id}/prozess", { params: { path: { id } } })),
  });

export const klaerfaelleAbfrage = (erledigt: boolean) =>
  infiniteQueryOptions({
    queryKey: ["klaerfaelle", erledigt],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      lies(api.GET("/api/v1/klaerfaelle", { params: { query: { erledigt: erledigt || undefined, nach: pageParam } } })),
    getNextPageParam: (seite) => seite.nach ?? undefined,
  });

export const klaerfallAbfrage = (id: string) =>
  queryOptions({
    queryKey: ["klaerfall", id],
    queryFn: () => lies(api.GET("/api/v1/klaerfaelle/{id}", { params: { path: { id } } })),
  });

/** What IT and the Poststelle ask and do about intakes: Zugänge, Poststellenbuch, alarms. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, fetched } from "./client.ts";
import type { Eingangseinstellung, EingangZustand, ZugangAenderung } from "./types.ts";

const path = (id: string) => ({ path: { id } });

/** How long health figures may stand before they are asked for again, in milliseconds. */
const LAGE_INTERVALL = 30_000;

export const zugaengeQuery = queryOptions({
  queryKey: ["zugaenge"],
  queryFn: async () => (await fetched(api.GET("/api/v1/zugaenge"))).zugaenge,
  refetchInterval: LAGE_INTERVALL,
});

export const zugangQuery = (id: string) =>
  queryOptions({
    queryKey: ["zugang", id],
    queryFn: () => fetched(api.GET("/api/v1/zugaenge/{id}", { params: path(id) })),
    refetchInterval: LAGE_INTERVALL,
  });

export const zugangspruefungQuery = (id: string) =>
  queryOptions({
    queryKey: ["zugang", id, "pruefung"],
    queryFn: () => fetched(api.GET("/api/v1/zugaenge/{id}/pruefung", { params: path(id) })),
  });

export const adapterQuery = queryOptions({
  queryKey: ["adapter"],
  queryFn: async () => (await fetched(api.GET("/api/v1/adapter"))).adapter,
  staleTime: Number.POSITIVE_INFINITY,
});

export const alarmeQuery = queryOptions({
  queryKey: ["alarme"],
  queryFn: async () => (await fetched(api.GET("/api/v1/alarme"))).alarme,
  refetchInterval: LAGE_INTERVALL,
});

/** What the Poststellenbuch is asked for; the same names stand in the URL. */
export interface Buchfilter {
  zugang?: string;
  zustand?: EingangZustand;
  formular?: string;
  von?: string;
  bis?: string;
  suche?: string;
}

export const poststellenbuchQuery = (filter: Buchfilter) =>
  infiniteQueryOptions({
    queryKey: ["poststellenbuch", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      fetched(api.GET("/api/v1/poststellenbuch", { params: { query: { ...filter, nach: pageParam } } })),
    getNextPageParam: (seite) => seite.nach ?? undefined,
  });

export function poststellenbuchUrl(filter: Buchfilter): string {
  const teile = new URLSearchParams(Object.entries(filter).filter(([, wert]) => wert));
  const frage = teile.toString();
  return `/api/v1/poststellenbuch/datei${frage ? `?${frage}` : ""}`;
}

export const eingangseinstellungQuery = queryOptions({
  queryKey: ["eingangseinstellung"],
  queryFn: () => fetched(api.GET("/api/v1/posteingang/einstellungen")),
});

export const klaerfallArtenQuery = queryOptions({
  queryKey: ["klaerfaelle", "arten"],
  queryFn: async () => (await fetched(api.GET("/api/v1/klaerfaelle/arten"))).arten,
});

export const klaerfallvergleichQuery = (id: string) =>
  queryOptions({
    queryKey: ["klaerfall", id, "vergleich"],
    queryFn: () => fetched(api.GET("/api/v1/klaerfaelle/{id}/vergleich", { params: path(id) })),
  });

export const createZugang = (body: { name: string; titel?: string; adapter: string }) =>
  fetched(api.POST("/api/v1/zugaenge", { body }));

export const updateZugang = (id: string, body: ZugangAenderung) =>
  fetched(api.PUT("/api/v1/zugaenge/{id}", { params: path(id), body }));

export const renewPasswort = (id: string, version: number) =>
  fetched(api.POST("/api/v1/zugaenge/{id}/passwort", { params: path(id), body: { version } }));

export const testZugang = (id: string) =>
  fetched(api.POST("/api/v1/zugaenge/{id}/testlieferung", { params: path(id) }));

export const pullZugang = (id: string) => fetched(api.POST("/api/v1/zugaenge/{id}/abruf", { params: path(id) }));

export const updateEingangseinstellung = (body: Eingangseinstellung) =>
  fetched(api.PUT("/api/v1/posteingang/einstellungen", { body }));

export const retryKlaerfaelle = (zugang: string, grund: string) =>
  fetched(api.POST("/api/v1/klaerfaelle/wiederholung", { body: { zugang, grund } }));

export const acceptKlaerfall = (id: string) =>
  fetched(api.POST("/api/v1/klaerfaelle/{id}/vorgang", { params: path(id) }));

export const discardKlaerfall = (id: string, grund: string) =>
  fetched(api.POST("/api/v1/klaerfaelle/{id}/verwerfung", { params: path(id), body: { grund } }));

export const keepKlaerfall = (id: string) =>
  fetched(api.DELETE("/api/v1/klaerfaelle/{id}/verwerfung", { params: path(id) }));

export const confirmKlaerfall = (id: string) =>
  fetched(api.POST("/api/v1/klaerfaelle/{id}/verwerfung/freigabe", { params: path(id) }));

export const denyDublette = (id: string, anderer: string) =>
  fetched(api.DELETE("/api/v1/vorgaenge/{id}/dubletten/{anderer}", { params: { path: { id, anderer } } }));

/** Channels to the mailboxes of Nutzerkonten, and what came back by them and belongs nowhere. */
import { queryOptions } from "@tanstack/react-query";
import { api, fetched } from "./client.ts";
import type { KanalAenderung } from "./types.ts";

const path = (id: string) => ({ path: { id } });

export const kanaeleQuery = queryOptions({
  queryKey: ["kanaele"],
  queryFn: async () => fetched(api.GET("/api/v1/kanaele")),
});

export const createKanal = (art: string, name: string) => fetched(api.POST("/api/v1/kanaele", { body: { art, name } }));

export const updateKanal = (id: string, body: KanalAenderung) =>
  fetched(api.PUT("/api/v1/kanaele/{id}", { params: path(id), body }));

export const testKanal = (id: string) => fetched(api.POST("/api/v1/kanaele/{id}/probe", { params: path(id) }));

export const rueckmeldungenQuery = queryOptions({
  queryKey: ["rueckmeldungen"],
  queryFn: async () => (await fetched(api.GET("/api/v1/rueckmeldungen"))).rueckmeldungen,
});

export const assignRueckmeldung = (id: string, vorgangsnummer: string) =>
  fetched(api.POST("/api/v1/rueckmeldungen/{id}/zuordnung", { params: path(id), body: { vorgangsnummer } }));

export const discardRueckmeldung = (id: string, grund: string) =>
  fetched(api.POST("/api/v1/rueckmeldungen/{id}/verwerfung", { params: path(id), body: { grund } }));

/** What the administration asks and does about the versions of procedures. */
import { queryOptions } from "@tanstack/react-query";
import { api, fetched, sendFile } from "./client.ts";
import type { components } from "./schema.gen.ts";

type Schemas = components["schemas"];
export type Verfahrensversion = Schemas["Verfahrensversion"];
export type Umstellung = Schemas["Umstellung"];
export type Verfahrensbefund = Schemas["Verfahrensbefund"];
export type Verfahrensunterschied = Schemas["Verfahrensunterschied"];

const path = (id: string) => ({ path: { id } });

export const versionenQuery = queryOptions({
  queryKey: ["verfahrensversionen"],
  queryFn: async () => (await fetched(api.GET("/api/v1/verfahrensversionen"))).versionen,
});

export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ["verfahrensversionen", id],
    queryFn: () => fetched(api.GET("/api/v1/verfahrensversionen/{id}", { params: path(id) })),
  });

export const versionspruefungQuery = (id: string, ab: string) =>
  queryOptions({
    queryKey: ["verfahrensversionen", id, "pruefung", ab],
    queryFn: () =>
      fetched(api.GET("/api/v1/verfahrensversionen/{id}/pruefung", { params: { ...path(id), query: { ab } } })),
    staleTime: 0,
  });

export const umstellungQuery = (id: string) =>
  queryOptions({
    queryKey: ["verfahrensversionen", id, "umstellung"],
    queryFn: () => fetched(api.GET("/api/v1/verfahrensversionen/{id}/umstellung", { params: path(id) })),
    staleTime: 0,
  });

export const runUmstellung = (id: string, vorgaenge: string[], fristen: "behalten" | "neu") =>
  fetched(api.POST("/api/v1/verfahrensversionen/{id}/umstellung", { params: path(id), body: { vorgaenge, fristen } }));

export const importVersion = (file: File) =>
  sendFile<Verfahrensversion>("/api/v1/verfahrensversionen", "application/zip", file);

export const activateVersion = (id: string, ab: string) =>
  fetched(api.POST("/api/v1/verfahrensversionen/{id}/aktivierung", { params: path(id), body: { ab } }));

export const retireVersion = (id: string) =>
  fetched(api.POST("/api/v1/verfahrensversionen/{id}/rueckzug", { params: path(id) }));

export const deleteVersion = (id: string) =>
  fetched(api.DELETE("/api/v1/verfahrensversionen/{id}", { params: path(id) }));

export const versionUrl = (id: string): string => `/api/v1/verfahrensversionen/${id}/datei`;

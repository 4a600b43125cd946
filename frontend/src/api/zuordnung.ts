/** What IT asks and does about form mappings and the table of responsibility. */
import { queryOptions } from "@tanstack/react-query";
import { api, fetched, sendFile } from "./client.ts";
import type { components } from "./schema.gen.ts";

type Schemas = components["schemas"];
export type FormularZeile = Schemas["FormularZeile"];
export type Zuordnung = Schemas["Zuordnung"];
export type Inhalt = Schemas["ZuordnungInhalt"];
export type Strukturfeld = Schemas["Strukturfeld"];
export type MusterZeile = Schemas["MusterZeile"];
export type Muster = Schemas["Muster"];
export type Vorschlag = Schemas["Vorschlag"];
export type Zielweg = Schemas["Zielweg"];
export type Probelauf = Schemas["Probelauf"];
export type Formularvergleich = Schemas["Formularvergleich"];
export type Unterschied = Formularvergleich["unterschiede"][number];
export type Zuordnungspruefung = Schemas["Zuordnungspruefung"];
export type Befund = Zuordnungspruefung["befunde"][number];
export type VerfahrenZeile = Schemas["VerfahrenZeile"];
export type Regel = Schemas["Zustaendigkeitsregel"];
export type Zustaendigkeit = Schemas["Zustaendigkeit"];

const path = (id: string) => ({ path: { id } });

export const verfahrenListeQuery = queryOptions({
  queryKey: ["verfahren"],
  queryFn: async () => (await fetched(api.GET("/api/v1/verfahren"))).verfahren,
  staleTime: 5 * 60_000,
});

export const formulareQuery = (zugang: string) =>
  queryOptions({
    queryKey: ["formulare", zugang],
    queryFn: async () =>
      (await fetched(api.GET("/api/v1/zugaenge/{id}/formulare", { params: path(zugang) }))).formulare,
  });

export const getZuordnung = (id: string) => fetched(api.GET("/api/v1/zuordnungen/{id}", { params: path(id) }));

export const zuordnungQuery = (id: string) =>
  queryOptions({ queryKey: ["zuordnung", id], queryFn: () => getZuordnung(id) });

export const musterQuery = (id: string) =>
  queryOptions({
    queryKey: ["muster", id],
    queryFn: () => fetched(api.GET("/api/v1/muster/{id}", { params: path(id) })),
    staleTime: 60_000,
  });

export const vorschlaegeQuery = (id: string, muster: string, verfahren: string) =>
  queryOptions({
    queryKey: ["zuordnung", id, "vorschlaege", muster, verfahren],
    queryFn: async () => {
      const params = { ...path(id), query: { muster } };
      return (await fetched(api.GET("/api/v1/zuordnungen/{id}/vorschlaege", { params }))).vorschlaege;
    },
  });

export const vergleichQuery = (id: string, muster: string) =>
  queryOptions({
    queryKey: ["zuordnung", id, "vergleich", muster],
    queryFn: () =>
      fetched(api.GET("/api/v1/zuordnungen/{id}/vergleich", { params: { ...path(id), query: { muster } } })),
  });

/** A dry run saves nothing, so it may be asked for like any other reading. */
export const probelaufQuery = (id: string, muster: string, inhalt: Inhalt) =>
  queryOptions({
    queryKey: ["probelauf", id, muster, inhalt],
    queryFn: () =>
      fetched(api.POST("/api/v1/zuordnungen/{id}/probelauf", { params: path(id), body: { muster, inhalt } })),
    staleTime: 60_000,
    retry: false,
  });

export const pruefungQuery = (id: string, stand: number) =>
  queryOptions({
    queryKey: ["zuordnung", id, "pruefung", stand],
    queryFn: () => fetched(api.GET("/api/v1/zuordnungen/{id}/pruefung", { params: path(id) })),
    staleTime: 0,
  });

/** Deliveries of one form, newest first: candidates for a sample. */
export const eingaengeQuery = (zugang: string, formular: string) =>
  queryOptions({
    queryKey: ["poststellenbuch", { zugang, formular }, "muster"],
    queryFn: async () =>
      (await fetched(api.GET("/api/v1/poststellenbuch", { params: { query: { zugang, formular } } }))).eingaenge,
  });

export const zustaendigkeitQuery = queryOptions({
  queryKey: ["zustaendigkeit"],
  queryFn: () => fetched(api.GET("/api/v1/zustaendigkeit")),
});

export const createZuordnung = (body: { zugang: string; formular: string; version: string }) =>
  fetched(api.POST("/api/v1/zuordnungen", { body }));

export const updateZuordnung = (id: string, stand: number, inhalt: Inhalt) =>
  fetched(api.PUT("/api/v1/zuordnungen/{id}", { params: path(id), body: { stand, inhalt } }));

export const deleteZuordnung = (id: string) => fetched(api.DELETE("/api/v1/zuordnungen/{id}", { params: path(id) }));

export const activateZuordnung = (id: string, stand: number, bestaetigt: boolean) =>
  fetched(api.POST("/api/v1/zuordnungen/{id}/aktivierung", { params: path(id), body: { stand, bestaetigt } }));

export const copyMuster = (eingang: string) => fetched(api.POST("/api/v1/muster/eingang", { body: { eingang } }));

export const deleteMuster = (id: string) => fetched(api.DELETE("/api/v1/muster/{id}", { params: path(id) }));

export const updateZustaendigkeit = (version: number, regeln: Regel[]) =>
  fetched(api.PUT("/api/v1/zustaendigkeit", { body: { version, regeln } }));

export const uploadMuster = (zugang: string, file: File) =>
  sendFile<Muster>(
    `/api/v1/muster?${new URLSearchParams({ zugang, dateiname: file.name })}`,
    "application/octet-stream",
    file,
  );

export const uploadSchema = (id: string, stand: number, file: File) =>
  sendFile<Zuordnung>(`/api/v1/zuordnungen/${id}/schema?stand=${stand}`, "application/xml", file);

export const importZuordnung = (zugang: string, file: File) =>
  sendFile<Zuordnung>(`/api/v1/zuordnungen/datei?${new URLSearchParams({ zugang })}`, "application/yaml", file);

export const zuordnungUrl = (id: string): string => `/api/v1/zuordnungen/${id}/datei`;

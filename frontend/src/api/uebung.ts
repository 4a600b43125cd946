/** A procedure played for practice: the server computes what would stand, and stores nothing. */
import { api, fetched } from "./client.ts";
import type { components } from "./schema.gen.ts";

type Schemas = components["schemas"];
export type Uebungsstand = Schemas["Uebungsstand"];
export type Uebungsschritt = Schemas["Uebungsschritt"];
export type Uebungsfehler = Schemas["Uebungsfehler"];

const path = (id: string) => ({ path: { id } });

export interface Uebungsbeginn {
  /** What the clock says at the beginning. */
  beginn: string;
  /** What an application would state. */
  antrag: Record<string, unknown>;
}

export const playVorgang = (id: string, beginn: string, schritte: Uebungsschritt[]) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/uebung", { params: path(id), body: { beginn, schritte } }));

/** `szenario`: the title under which the answer holds the steps as a file. */
export const playVersion = (id: string, von: Uebungsbeginn | null, schritte: Uebungsschritt[], szenario?: string) =>
  fetched(
    api.POST("/api/v1/verfahrensversionen/{id}/uebung", { params: path(id), body: { ...von, schritte, szenario } }),
  );

import type { Listenfilter } from "../../api/queries.ts";
import type { AnsichtName } from "../../api/types.ts";

/** Everything that makes up a state of the list; it stands in the URL and can be sent to a colleague. */
export interface DeskSearch {
  ansicht: AnsichtName;
  suche?: string;
  status?: string;
  verfahren?: string;
  einheit?: string;
  zustaendig?: string;
  wartetAuf?: Listenfilter["wartetAuf"];
  eingangVon?: string;
  eingangBis?: string;
  sortierung?: "eingang";
  vorgang?: string;
}

const VIEWS = ["alle", "meine", "nicht_zugewiesen", "wiedervorlagen", "neue_antworten"];
export const WAITS = ["uns", "antragsteller", "zuarbeit", "fristablauf", "niemand"] as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
export const FILTERS = [
  "status",
  "verfahren",
  "einheit",
  "zustaendig",
  "wartetAuf",
  "eingangVon",
  "eingangBis",
] as const;
export type FilterName = (typeof FILTERS)[number];

const text = (wert: unknown): string | undefined =>
  typeof wert === "string" && wert !== "" ? wert : typeof wert === "number" ? String(wert) : undefined;
const day = (wert: unknown): string | undefined => (DATE.test(String(wert)) ? String(wert) : undefined);

export function parseDeskSearch(raw: Record<string, unknown>): DeskSearch {
  const search: DeskSearch = {
    ansicht: VIEWS.includes(String(raw.ansicht)) ? (raw.ansicht as AnsichtName) : "meine",
    suche: text(raw.suche),
    status: text(raw.status),
    verfahren: text(raw.verfahren),
    einheit: text(raw.einheit),
    zustaendig: text(raw.zustaendig),
    wartetAuf: WAITS.find((wert) => wert === raw.wartetAuf),
    eingangVon: day(raw.eingangVon),
    eingangBis: day(raw.eingangBis),
    sortierung: raw.sortierung === "eingang" ? "eingang" : undefined,
    vorgang: text(raw.vorgang),
  };
  return Object.fromEntries(Object.entries(search).filter(([, wert]) => wert !== undefined)) as unknown as DeskSearch;
}

/** What the server is asked: the selected case is no part of it. */
export function filterOf({ vorgang: _, ...rest }: DeskSearch): Listenfilter {
  return rest;
}

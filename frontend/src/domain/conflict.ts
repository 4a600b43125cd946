import type { Verlaufseintrag, Vorgang } from "../api/types.ts";

export interface Difference {
  /** Key of the field's name in the catalogue. */
  field: string;
  before: string;
  now: string;
}

const PLAIN = ["status", "zustaendigName", "einheitName", "aktenzeichen", "faelligAm", "wartetAuf"] as const;
const LISTS = ["nachrichten", "dokumente", "bescheide", "kommentare", "wiedervorlagen"] as const;

/** What stands differently between the version a form was begun with and the one on the server now. */
export function differences(before: Vorgang, now: Vorgang): Difference[] {
  const found: Difference[] = [];
  const note = (field: string, a: unknown, b: unknown) => {
    if (a !== b) found.push({ field, before: String(a ?? ""), now: String(b ?? "") });
  };
  for (const field of PLAIN) note(field, before[field], now[field]);
  for (const field of LISTS) note(field, before[field].length, now[field].length);
  const open = (v: Vorgang) =>
    v.aufgaben
      .filter((a) => a.zustand === "offen")
      .map((a) => a.titel)
      .join(", ");
  note("aufgaben", open(before), open(now));
  return found;
}

/** The journal entries after a moment, newest first. */
export function entriesSince(verlauf: Verlaufseintrag[], since: string): Verlaufseintrag[] {
  return verlauf.filter((e) => e.zeit > since).reverse();
}

/** What happens around a case without changing what a person was about to send: scans, deliveries, openings. */
const BESIDE = new Set([
  "abgelegt",
  "bescheid_erstellt",
  "bescheid_nicht_erstellt",
  "brief_erstellt",
  "dokument_befallen",
  "dokument_geprueft",
  "dokument_ungeprueft",
  "doppelt_eingegangen",
  "erinnerung_versandt",
  "exportiert",
  "hinweis_versandt",
  "nachricht_abgerufen",
  "nachricht_bereitgestellt",
  "sendung_fehlgeschlagen",
  "sendung_ungewiss",
]);

/** True when nobody else has acted since the older version: only the machine, or this person in another place. */
export function onlyBeside(verlauf: Verlaufseintrag[], before: Vorgang, me: string | undefined): boolean {
  const since = entriesSince(verlauf, before.letztesEreignisAm);
  return since.length > 0 && since.every((e) => BESIDE.has(e.art) || e.akteur === me);
}

import type { Nachricht, Vorgang } from "../api/types";

export const newestFirst = (nachrichten: Nachricht[]): Nachricht[] =>
  [...nachrichten].sort((a, b) => b.am.localeCompare(a.am));

export const openPunkte = (nachricht: Nachricht) =>
  (nachricht.punkte ?? []).filter((punkt) => punkt.zustand === "offen" || punkt.zustand === "zurueckgewiesen");

/** The question the office waits for; undefined when nothing is asked at the moment. */
export function openQuestion(vorgang: Vorgang): Nachricht | undefined {
  if (vorgang.stand !== "antwort_noetig") return undefined;
  const asked = newestFirst(vorgang.nachrichten).filter((n) => n.richtung === "aus" && n.antwort === "erforderlich");
  const answered = new Set(vorgang.nachrichten.map((n) => n.bezug));
  return asked.find((n) => openPunkte(n).length > 0) ?? asked.find((n) => !answered.has(n.id)) ?? asked[0];
}

/** The message a person should look at next. */
export function nextMessage(vorgang: Vorgang): Nachricht | undefined {
  return openQuestion(vorgang) ?? newestFirst(vorgang.nachrichten).find((n) => n.richtung === "aus" && n.neu);
}

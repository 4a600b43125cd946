import type { Nachricht, Offenes, Vorgang } from "../api/types";

export const newestFirst = (nachrichten: Nachricht[]): Nachricht[] =>
  [...nachrichten].sort((a, b) => b.am.localeCompare(a.am));

export const openPunkte = (nachricht: Nachricht) =>
  nachricht.punkte.filter((punkt) => punkt.zustand === "offen" || punkt.zustand === "zurueckgewiesen");

/** What is open about this message, as the server says. */
export const openOf = (vorgang: Vorgang, nachrichtId: string): Offenes | undefined =>
  vorgang.offen.find((o) => o.nachrichtId === nachrichtId);

const messageOf = (vorgang: Vorgang, o: Offenes | undefined): Nachricht | undefined =>
  o && vorgang.nachrichten.find((n) => n.id === o.nachrichtId);

/** The question the office waits for with the earliest day; undefined when nothing is asked at the moment. */
export const openQuestion = (vorgang: Vorgang): Nachricht | undefined =>
  messageOf(
    vorgang,
    vorgang.offen.find((o) => o.art === "antwort"),
  );

/** The message a person should look at next: what is open, the earliest day first, then what is unread. */
export const nextMessage = (vorgang: Vorgang): Nachricht | undefined =>
  messageOf(vorgang, vorgang.offen[0]) ?? newestFirst(vorgang.nachrichten).find((n) => n.richtung === "aus" && n.neu);

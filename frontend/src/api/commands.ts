/** One function per action of a person; each returns the Vorgang as it stands afterwards. */
import { api, fetched } from "./client.ts";
import { problemOf } from "./problem.ts";
import type {
  AdressatNeu,
  Berichtigung,
  BescheidNeu,
  Briefanschrift,
  Dokument,
  NachrichtNeu,
  PostBestaetigung,
  Streichung,
} from "./types.ts";

const path = (id: string) => ({ path: { id } });

/** Without `benutzer` the caller takes the Vorgang; null returns it. */
export const assignVorgang = (id: string, version: number, benutzer?: string | null) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/zuweisung", { params: path(id), body: { version, benutzer } }));

export const acceptVorgang = (id: string, version: number) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/annahme", { params: path(id), body: { version } }));

export const rejectVorgang = (id: string, version: number, grund: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/verwerfung", { params: path(id), body: { version, grund } }));

export const forwardVorgang = (id: string, version: number, einheit: string, grund: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/weiterleitung", { params: path(id), body: { version, einheit, grund } }));

export const closeVorgang = (id: string, version: number, grund?: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/abschluss", { params: path(id), body: { version, grund } }));

export const reopenVorgang = (id: string, version: number, grund: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/wiedereroeffnung", { params: path(id), body: { version, grund } }));

export const updateVorgang = (id: string, version: number, aktenzeichen: string) =>
  fetched(api.PATCH("/api/v1/vorgaenge/{id}", { params: path(id), body: { version, aktenzeichen } }));

/** `bestaetigt` are the ids of the documents that the person knows to be left out. */
export const fileVorgang = (id: string, version: number, bestaetigt: string[]) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/ablage", { params: path(id), body: { version, bestaetigt } }));

export const completeAufgabe = (id: string, aufgabeId: string, version: number, werte: Record<string, unknown>) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/aufgaben/{aufgabeId}/erledigung", {
      params: { path: { id, aufgabeId } },
      body: { version, werte },
    }),
  );

export const sendNachricht = (id: string, body: NachrichtNeu) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/nachrichten", { params: path(id), body }));

export const markNachrichtGelesen = (id: string, nachrichtId: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/gelesen", { params: { path: { id, nachrichtId } } }),
  );

/** Sends a message that is there as a letter; without `anschrift` to the address of the application. */
export const sendBrief = (id: string, nachrichtId: string, version: number, anschrift?: Briefanschrift) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/brief", {
      params: { path: { id, nachrichtId } },
      body: { version, anschrift },
    }),
  );

const ofSendung = (id: string, sendungId: string) => ({ path: { id, sendungId } });

export const postBrief = (
  id: string,
  sendungId: string,
  body: { version: number; aufgegebenAm: string; bestaetigt: ("kein_werktag" | "frist_kurz")[] },
) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/sendungen/{sendungId}/postaufgabe", { params: ofSendung(id, sendungId), body }),
  );

export const returnBrief = (id: string, sendungId: string, version: number, grund: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/sendungen/{sendungId}/ruecklauf", {
      params: ofSendung(id, sendungId),
      body: { version, grund },
    }),
  );

export const dropBrief = (id: string, sendungId: string, version: number, grund: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/sendungen/{sendungId}/verwerfung", {
      params: ofSendung(id, sendungId),
      body: { version, grund },
    }),
  );

const ofNachricht = (id: string, nachrichtId: string) => ({ path: { id, nachrichtId } });

export const extendFrist = (id: string, nachrichtId: string, version: number, bis: string, grund: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/frist", {
      params: ofNachricht(id, nachrichtId),
      body: { version, bis, grund },
    }),
  );

export const holdFrist = (id: string, nachrichtId: string, version: number, grund: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/frist/halt", {
      params: ofNachricht(id, nachrichtId),
      body: { version, grund },
    }),
  );

export const resumeFrist = (id: string, nachrichtId: string, version: number, grund: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/frist/weiter", {
      params: ofNachricht(id, nachrichtId),
      body: { version, grund },
    }),
  );

export const checkPunkt = (id: string, punktId: string, version: number, angenommen: boolean, grund?: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/punkte/{punktId}/pruefung", {
      params: { path: { id, punktId } },
      body: { version, angenommen, grund },
    }),
  );

export const retrySendung = (id: string, sendungId: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/sendungen/{sendungId}/wiederholung", { params: { path: { id, sendungId } } }),
  );

export const createBescheid = (id: string, body: BescheidNeu) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/bescheid", { params: path(id), body }));

export const submitBescheid = (id: string, body: BescheidNeu) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/zeichnungen", { params: path(id), body }));

export const signBescheid = (
  id: string,
  zeichnungId: string,
  body: { version: number; bestaetigt: BescheidNeu["bestaetigt"] },
) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/zeichnungen/{zeichnungId}/zeichnung", {
      params: { path: { id, zeichnungId } },
      body,
    }),
  );

export const returnBescheid = (id: string, zeichnungId: string, body: { version: number; grund?: string }) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/zeichnungen/{zeichnungId}/rueckgabe", {
      params: { path: { id, zeichnungId } },
      body,
    }),
  );

export const postBescheid = (
  id: string,
  bescheidId: string,
  body: {
    version: number;
    adressat?: string;
    aufgegebenAm: string;
    bestaetigt: PostBestaetigung[];
    bekanntgabeAm?: string;
    grund?: string;
  },
) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/postaufgabe", {
      params: { path: { id, bescheidId } },
      body,
    }),
  );

export const correctBekanntgabe = (id: string, bescheidId: string, body: Berichtigung) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/bekanntgabe", {
      params: { path: { id, bescheidId } },
      body,
    }),
  );

export const addAdressat = (id: string, bescheidId: string, body: AdressatNeu) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/adressaten", {
      params: { path: { id, bescheidId } },
      body,
    }),
  );

export const strikeAdressat = (id: string, bescheidId: string, adressatId: string, body: Streichung) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/adressaten/{adressatId}/streichung", {
      params: { path: { id, bescheidId, adressatId } },
      body,
    }),
  );

export const addKommentar = (id: string, text: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/kommentare", { params: path(id), body: { text } }));

export const addWiedervorlage = (id: string, body: { betreff: string; beschreibung?: string; faelligAm: string }) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/wiedervorlagen", { params: path(id), body }));

export const completeWiedervorlage = (id: string, wiedervorlageId: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/wiedervorlagen/{wiedervorlageId}/erledigung", {
      params: { path: { id, wiedervorlageId } },
    }),
  );

type Remedy = "wiederholen" | "ueberspringen";

export const resolveVorfall = (id: string, token: string, version: number, aktion: Remedy, grund?: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/prozess/vorfaelle/{token}", {
      params: { path: { id, token } },
      body: { version, aktion, grund },
    }),
  );

export const withdrawVorgang = (id: string, version: number, grund: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/ruecknahme", { params: path(id), body: { version, grund } }));

export interface Sprung {
  aufgabeId: string;
  ziel: string;
  grund: string;
  andereZweige?: "beenden" | "weiterlaufen";
}

export const jumpProzess = (id: string, version: number, body: Sprung) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/prozess/sprung", { params: path(id), body: { version, ...body } }));

export const stopProzess = (id: string, version: number, grund: string) =>
  fetched(api.POST("/api/v1/vorgaenge/{id}/prozess/ende", { params: path(id), body: { version, grund } }));

const wait = (id: string, token: string) => ({ path: { id, token } });

export const endWarten = (id: string, token: string, version: number, grund: string) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/prozess/warten/{token}/ende", {
      params: wait(id, token),
      body: { version, grund },
    }),
  );

export const moveWarten = (id: string, token: string, version: number, body: { bis: string; grund: string }) =>
  fetched(
    api.POST("/api/v1/vorgaenge/{id}/prozess/warten/{token}/verlegung", {
      params: wait(id, token),
      body: { version, ...body },
    }),
  );

export const retryKlaerfall = (id: string) =>
  fetched(api.POST("/api/v1/klaerfaelle/{id}/wiederholung", { params: path(id) }));

export async function uploadDokument(id: string, datei: File): Promise<Dokument> {
  const teile = new FormData();
  teile.append("datei", datei);
  const antwort = await fetch(`/api/v1/vorgaenge/${id}/dokumente`, { method: "POST", body: teile });
  if (!antwort.ok) throw await problemOf(antwort);
  return antwort.json();
}

export const dokumentUrl = (id: string, dokumentId: string, ansehen = false): string =>
  `/api/v1/vorgaenge/${id}/dokumente/${dokumentId}${ansehen ? "?ansehen=true" : ""}`;

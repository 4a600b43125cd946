import { QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { saveFile } from "../lib/save";
import { ApiError, getJson, getWhole, postJson } from "./client";
import type { Behoerde, Ich, Nachricht, Verschlossen, Vorgang, Zeile } from "./types";

/** Fresh on return to the page, and every 30 s while it is visible. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchInterval: 30_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && error instanceof ApiError && ["netz", "unavailable"].includes(error.code),
      },
      mutations: { retry: false },
    },
  });
}

const keys = {
  behoerde: ["behoerde"] as const,
  ich: ["ich"] as const,
  vorgaenge: ["vorgaenge"] as const,
  vorgang: (id: string) => ["vorgang", id] as const,
};

/** Whose portal this is; known before anybody signs in, and it does not change. */
export const useBehoerde = () =>
  useQuery({
    queryKey: keys.behoerde,
    queryFn: () => getJson<Behoerde>("/behoerde"),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });

export const useIch = () => useQuery({ queryKey: keys.ich, queryFn: () => getJson<Ich>("/ich") });

export const useVorgaenge = () =>
  useQuery({
    queryKey: keys.vorgaenge,
    queryFn: () => getJson<{ vorgaenge: Zeile[]; verschlossen: Verschlossen[] }>("/vorgaenge"),
  });

export const useVorgang = (id: string) =>
  useQuery({ queryKey: keys.vorgang(id), queryFn: () => getJson<Vorgang>(`/vorgaenge/${id}`) });

/** What the office answers by itself, such as the confirmation, is there a moment after an act: nobody waits 30 s for it. */
const SOON = [1_000, 4_000];

/** Takes over a case the server has just sent, for example after an answer. */
export function useStoreVorgang() {
  const client = useQueryClient();
  return (vorgang: Vorgang) => {
    const queryKey = keys.vorgang(vorgang.id);
    client.setQueryData(queryKey, vorgang);
    void client.invalidateQueries({ queryKey: keys.vorgaenge });
    for (const ms of SOON) setTimeout(() => client.invalidateQueries({ queryKey }), ms);
  };
}

/** Asks the server anew, for example when it is not known whether an answer arrived. */
export function useReloadVorgang(id: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.vorgang(id) });
}

/**
 * Opens a message; the server writes down the first time. With `retrieve` the decision it brings is fetched and saved as
 * well: once all of it is here, the server counts it as retrieved.
 */
export function useOpenNachricht(vorgangId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ nachrichtId, retrieve }: { nachrichtId: string; retrieve: boolean }) => {
      const opened = await postJson<Nachricht>(`/vorgaenge/${vorgangId}/nachrichten/${nachrichtId}/abruf`);
      const pdf = opened.anhaenge.find((d) => d.rolle === "bescheid");
      if (retrieve && pdf) saveFile(await getWhole(vorgangId, pdf.id, pdf.groesse), pdf.dateiname);
      return opened;
    },
    onError: () => client.invalidateQueries({ queryKey: keys.vorgang(vorgangId) }), // its days may be over by now
    onSuccess: (opened) => {
      client.setQueryData<Vorgang>(keys.vorgang(vorgangId), (vorgang) =>
        vorgang === undefined
          ? undefined
          : { ...vorgang, nachrichten: vorgang.nachrichten.map((n) => (n.id === opened.id ? opened : n)) },
      );
      void client.invalidateQueries({ queryKey: keys.vorgang(vorgangId) });
      void client.invalidateQueries({ queryKey: keys.vorgaenge });
    },
  });
}

/** Takes the application back; the answer is the application as it stands then. */
export function useWithdraw(vorgangId: string) {
  const client = useQueryClient();
  const store = useStoreVorgang();
  return useMutation({
    mutationFn: () => postJson<Vorgang>(`/vorgaenge/${vorgangId}/ruecknahme`),
    onError: () => client.invalidateQueries({ queryKey: keys.vorgang(vorgangId) }), // it may have been decided
    onSuccess: store,
  });
}

/** Version of the words under `einwilligung` in both catalogues; they and backend/internal/casework/einwilligung.json agree. */
export const consentVersion = "2026-11-30";

export function useSetEinwilligung() {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (erteilt: boolean) =>
      postJson<Ich>("/einwilligung", {
        erteilt,
        fassung: consentVersion,
        sprache: i18n.language === "en" ? "en" : "de",
      }),
    onSuccess: (ich) => client.setQueryData(keys.ich, ich),
  });
}

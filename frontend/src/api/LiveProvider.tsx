import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { type Anwesende, Live, type LiveZustand } from "./live.ts";
import { refetchAfter } from "./refetch.ts";

interface LiveStand {
  live: Live | null;
  zustand: LiveZustand;
}

const LiveContext = createContext<LiveStand>({ live: null, zustand: "verbindet" });

export const presenceKey = (id: string) => ["anwesend", id];

/** Keeps the wire open for as long as the shell stands, and turns events into refetches. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live | null>(null);
  const [zustand, setZustand] = useState<LiveZustand>("verbindet");
  useEffect(() => {
    const refetch = (...key: string[]) => refetchAfter(client, key);
    const draht = new Live({
      zustand: setZustand,
      ereignis(e) {
        if (e.art === "neu_laden") refetch();
        if (e.art === "anwesend") client.setQueryData<Anwesende[]>(presenceKey(e.vorgangId), e.personen);
        if (e.art === "ansichten") refetch("ansichten");
        if (e.art === "klaerfall") for (const key of ["klaerfaelle", "klaerfall", "ansichten"]) refetch(key);
        if (e.art === "zugang") for (const key of ["zugaenge", "zugang", "poststellenbuch"]) refetch(key);
        if (e.art === "zuordnung") for (const key of ["formulare", "zuordnung", "zustaendigkeit"]) refetch(key);
        if (e.art === "alarm") for (const key of ["alarme", "zugaenge", "zugang"]) refetch(key);
        if (e.art === "vorgang") {
          for (const key of ["vorgang", "verlauf", "prozess"]) refetch(key, e.vorgangId);
          refetch("vorgaenge");
          refetch("postausgang");
          refetch("ansichten");
        }
      },
    });
    draht.verbinde();
    addEventListener("online", draht.verbinde);
    setLive(draht);
    return () => {
      removeEventListener("online", draht.verbinde);
      draht.trenne();
    };
  }, [client]);
  return <LiveContext value={{ live, zustand }}>{children}</LiveContext>;
}

export const useLiveState = (): LiveZustand => useContext(LiveContext).zustand;

/** Says which case is before this person, and whether they write. */
export function useBetrachte(vorgangId: string | null, schreibt = false): void {
  const { live } = useContext(LiveContext);
  useEffect(() => {
    live?.betrachte(vorgangId, schreibt);
  }, [live, vorgangId, schreibt]);
  useEffect(() => () => live?.betrachte(null), [live]);
}

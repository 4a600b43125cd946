import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem } from "../../api/problem.ts";
import { type Inhalt, updateZuordnung, type Zuordnung, zuordnungQuery } from "../../api/zuordnung.ts";
import { storage } from "../../lib/storage.ts";
import { merge, same } from "./content.ts";

export type SaveState = "gespeichert" | "ungespeichert" | "speichert" | "nur_hier" | "konflikt" | "fehler";

const REST = 800;
const RETRY = 10_000;
/** Begins like the other drafts, so that signing out takes it away from a shared machine. */
const localKey = (id: string) => `kontor.entwurf.zuordnung.${id}`;

interface Base {
  stand: number;
  inhalt: Inhalt;
}

interface Local {
  base: Base;
  inhalt: Inhalt;
}

function readLocal(id: string): Local | null {
  try {
    return JSON.parse(storage.read(localKey(id)) ?? "null");
  } catch {
    return null;
  }
}

/** The draft under edit: kept in the browser at once, on the server after a moment of rest, never over somebody else's. */
export function useMapping(zuordnung: Zuordnung) {
  const client = useQueryClient();
  const { id } = zuordnung;
  const kept = useRef<Local | null>(zuordnung.zustand === "entwurf" ? readLocal(id) : null);
  const base = useRef<Base>(kept.current?.base ?? { stand: zuordnung.stand, inhalt: zuordnung.inhalt });
  const latest = useRef<Inhalt>(kept.current?.inhalt ?? zuordnung.inhalt);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean> | null>(null);
  /** While two versions stand against each other, nothing is sent. */
  const blocked = useRef(false);
  const [inhalt, setInhalt] = useState(latest.current);
  const [state, setState] = useState<SaveState>("gespeichert");
  const [theirs, setTheirs] = useState<Zuordnung | null>(null);
  const [error, setError] = useState<unknown>(null);

  const adopt = useCallback(
    (z: Zuordnung) => {
      base.current = { stand: z.stand, inhalt: z.inhalt };
      client.setQueryData(zuordnungQuery(id).queryKey, z);
    },
    [client, id],
  );

  const failed = useCallback(
    async (fault: unknown) => {
      const problem = asProblem(fault);
      if (problem.code === "stale") {
        setTheirs(await client.fetchQuery({ ...zuordnungQuery(id), staleTime: 0 }));
        blocked.current = true;
        return setState("konflikt");
      }
      const waits = problem.status === 0 || problem.code === "unavailable";
      setError(waits ? null : fault);
      setState(waits ? "nur_hier" : "fehler");
    },
    [client, id],
  );

  const send = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    setState("speichert");
    try {
      adopt(await updateZuordnung(id, base.current.stand, sent));
      setError(null);
      if (latest.current !== sent) return send();
      storage.write(localKey(id), null);
      setState("gespeichert");
      return true;
    } catch (fault) {
      await failed(fault).catch(() => setState("nur_hier"));
      return false;
    }
  }, [id, adopt, failed]);

  /** Saves what is open; false when it could not be saved. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (blocked.current) return false;
    if (running.current) return running.current;
    if (same(latest.current, base.current.inhalt)) return true;
    running.current = send().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [send]);

  const change = useCallback(
    (next: Inhalt) => {
      latest.current = next;
      setInhalt(next);
      storage.write(localKey(id), JSON.stringify({ base: base.current, inhalt: next }));
      if (running.current || blocked.current) return;
      setState("ungespeichert");
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, REST);
    },
    [id, flush],
  );

  /** Settles a conflict: mine on top of theirs, or theirs alone. */
  const settle = useCallback(
    (mine: boolean) => {
      if (!theirs) return;
      const next = mine ? merge(base.current.inhalt, latest.current, theirs.inhalt) : theirs.inhalt;
      adopt(theirs);
      blocked.current = false;
      setTheirs(null);
      change(next);
    },
    [theirs, adopt, change],
  );

  /** The server changed the draft on our behalf, for example by a schema. */
  const replace = useCallback(
    (z: Zuordnung) => {
      adopt(z);
      latest.current = z.inhalt;
      setInhalt(z.inhalt);
      storage.write(localKey(id), null);
      setState("gespeichert");
    },
    [adopt, id],
  );

  // What a closed or crashed browser left behind is saved now, or shown as a conflict.
  useEffect(() => {
    if (kept.current) timer.current = setTimeout(flush, 0);
    kept.current = null;
  }, [flush]);

  // Somebody else saved while nothing of ours was open: just follow.
  useEffect(() => {
    const idle = !running.current && same(latest.current, base.current.inhalt);
    if (idle && zuordnung.stand > base.current.stand) replace(zuordnung);
  }, [zuordnung, replace]);

  useEffect(() => {
    if (state !== "nur_hier") return;
    const again = setTimeout(flush, RETRY);
    return () => clearTimeout(again);
  }, [state, flush]);

  useEffect(() => () => void (timer.current && flush()), [flush]);

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = base.current.inhalt;
    storage.write(localKey(id), null);
  }, [id]);

  const currentStand = useCallback(() => base.current.stand, []);
  return {
    inhalt,
    base: base.current.inhalt,
    currentStand,
    state,
    error,
    theirs,
    change,
    flush,
    settle,
    replace,
    forget,
  };
}

export type Mapping = ReturnType<typeof useMapping>;

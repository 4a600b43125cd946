import { useCallback, useEffect, useRef, useState } from "react";
import { api, fetched } from "../api/client.ts";
import type { Entwurf } from "../api/types.ts";
import { storage } from "../lib/storage.ts";

export type DraftState = "laedt" | "leer" | "ungespeichert" | "speichert" | "gespeichert" | "nur_hier";

const SAVE_AFTER = 1000;
const PREFIX = "kontor.entwurf.";

interface Local {
  inhalt: Record<string, unknown>;
  am: string;
}

function readLocal(key: string): Local | null {
  try {
    return JSON.parse(storage.read(key) ?? "null");
  } catch {
    return null;
  }
}

/** The younger of the two copies; the local one exists only while the server has not confirmed. */
export function youngerDraft(server: Entwurf | null, local: Local | null): Record<string, unknown> | null {
  if (local && (!server?.am || local.am > server.am)) return local.inhalt;
  return server && Object.keys(server.inhalt).length > 0 ? server.inhalt : (local?.inhalt ?? null);
}

/** Unsaved copies must not stay behind on a shared machine. */
export const forgetLocalDrafts = (): void => storage.removeAll(PREFIX);

/**
 * What a person types for one purpose of one case. Every change is kept in the browser at once and on the server after
 * a second of rest; it comes back after reload, crash and login.
 */
export function useDraft<T extends object>(vorgangId: string, art: string, empty: T) {
  const key = `${PREFIX}${vorgangId}.${art}`;
  const [value, setValue] = useState<T>(empty);
  const [state, setState] = useState<DraftState>("laedt");
  const blank = useRef(empty);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const touched = useRef(false);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const sent = latest.current;
    setState("speichert");
    try {
      const params = { path: { id: vorgangId, art } };
      const body = { inhalt: sent as Record<string, unknown> };
      await fetched(api.PUT("/api/v1/vorgaenge/{id}/entwuerfe/{art}", { params, body }));
      if (latest.current !== sent) return;
      storage.write(key, null);
      setState("gespeichert");
    } catch {
      setState("nur_hier");
      timer.current = setTimeout(save, 10 * SAVE_AFTER);
    }
  }, [vorgangId, art, key]);

  useEffect(() => {
    let alive = true;
    touched.current = false;
    const params = { path: { id: vorgangId, art } };
    fetched(api.GET("/api/v1/vorgaenge/{id}/entwuerfe/{art}", { params }))
      .catch(() => null)
      .then((server) => {
        if (!alive || touched.current) return;
        const found = youngerDraft(server, readLocal(key));
        latest.current = { ...blank.current, ...found } as T;
        setValue(latest.current);
        setState(found ? "gespeichert" : "leer");
      });
    return () => {
      alive = false;
      if (timer.current) save();
    };
  }, [vorgangId, art, key, save]);

  const change = useCallback(
    (part: Partial<T>) => {
      touched.current = true;
      latest.current = { ...latest.current, ...part };
      setValue(latest.current);
      setState("ungespeichert");
      storage.write(key, JSON.stringify({ inhalt: latest.current, am: new Date().toISOString() }));
      clearTimeout(timer.current);
      timer.current = setTimeout(save, SAVE_AFTER);
    },
    [key, save],
  );

  const discard = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = blank.current;
    setValue(blank.current);
    setState("leer");
    storage.write(key, null);
    const params = { path: { id: vorgangId, art } };
    await fetched(api.DELETE("/api/v1/vorgaenge/{id}/entwuerfe/{art}", { params })).catch(() => undefined);
  }, [key, vorgangId, art]);

  return { value, change, discard, state };
}

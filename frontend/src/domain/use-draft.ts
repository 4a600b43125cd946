import { hashKey } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api, fetched } from "../api/client.ts";
import type { Entwurf } from "../api/types.ts";
import { begin, RETRY, Rules, type Stored } from "../lib/autosave.ts";
import { Autosaver, underWayAs } from "../lib/autosaver.ts";
import { storage } from "../lib/storage.ts";
import { useAutosaver } from "./use-autosaver.ts";

export type DraftState = "laedt" | "leer" | "ungespeichert" | "speichert" | "gespeichert" | "nur_hier";

const PREFIX = "kontor.entwurf.";
const ENTWURF = "/api/v1/vorgaenge/{id}/entwuerfe/{art}";

type Inhalt = Record<string, unknown>;

interface Local {
  /** What the server had when this was typed. */
  base?: Inhalt;
  inhalt: Inhalt;
  am: string;
}

function readLocal(key: string): Local | null {
  try {
    return JSON.parse(storage.read(key) ?? "null");
  } catch {
    return null;
  }
}

/** The server returns members in another order. */
const same = (a: object, b: object): boolean => hashKey([a]) === hashKey([b]);

/**
 * The younger of the two copies; the local one exists only while the server has not confirmed. It was typed on what the
 * server still has, or the clocks decide, which may differ.
 */
export function youngerDraft(server: Entwurf | null, local: Local | null, blank: object = {}): Inhalt | null {
  const untouched = local?.base && server && same({ ...blank, ...server.inhalt }, local.base);
  if (local && (!server?.am || untouched || local.am > server.am)) return local.inhalt;
  return server && Object.keys(server.inhalt).length > 0 ? server.inhalt : (local?.inhalt ?? null);
}

/** Unsaved copies must not stay behind on a shared machine. */
export const forgetLocalDrafts = (): void => storage.removeAll(PREFIX);

const rules = new Rules<object>({ same, merge: (_, mine) => mine });

function createSaver(vorgangId: string, art: string, key: string, blank: object): Autosaver<object> {
  const params = { path: { id: vorgangId, art } };
  const wire = {
    /** An empty draft is none: it is taken away, in its turn after what is under way. */
    async save(stand: number, inhalt: object) {
      if (same(inhalt, blank)) await fetched(api.DELETE(ENTWURF, { params }));
      else await fetched(api.PUT(ENTWURF, { params, body: { inhalt: inhalt as Inhalt } }));
      return { stand: stand + 1, inhalt };
    },
    explain: async () => ({ type: "unanswered" }) as const,
    keep(open: { base: Stored<object>; inhalt: object } | null) {
      const local = open && { base: open.base.inhalt, inhalt: open.inhalt, am: new Date().toISOString() };
      storage.write(key, local && JSON.stringify(local));
    },
  };
  return new Autosaver<object>(key, rules, wire, begin({ stand: 0, inhalt: blank }, blank));
}

/** The saver of this purpose, or the one that is still under way after the page was left, and whether it is that. */
function takeUp(vorgangId: string, art: string, key: string, blank: object) {
  const left = underWayAs<object, Stored<object>>(key);
  return { saver: left ?? createSaver(vorgangId, art, key, blank), resumed: left !== null };
}

/**
 * What a person types for one purpose of one case. Every change is kept in the browser at once and on the server after
 * a moment of rest; it comes back after reload, crash and login.
 */
export function useDraft<T extends object>(vorgangId: string, art: string, empty: T) {
  const key = `${PREFIX}${vorgangId}.${art}`;
  const [blank] = useState(empty);
  const { saver, resumed } = useMemo(() => takeUp(vorgangId, art, key, blank), [vorgangId, art, key, blank]);
  const { inhalt } = useAutosaver(saver, key);
  const [found, setFound] = useState<"laedt" | "leer" | "da">("laedt");
  const touched = useRef(false);

  useEffect(() => {
    touched.current = resumed;
    setFound(resumed ? "da" : "laedt");
    if (resumed) return;
    let alive = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const show = (server: Entwurf | null) => {
      if (!alive || touched.current) return;
      const earlier = youngerDraft(server, readLocal(key), blank);
      const now = { stand: saver.snapshot().base.stand + 1, inhalt: { ...blank, ...server?.inhalt } };
      if (server) saver.tell({ type: "heard", now });
      if (earlier) saver.tell({ type: "edit", inhalt: { ...blank, ...earlier } });
      setFound(earlier ? "da" : "leer");
    };
    const load = () => {
      const params = { path: { id: vorgangId, art } };
      fetched(api.GET(ENTWURF, { params })).then(show, () => {
        show(null);
        if (alive && !touched.current) again = setTimeout(load, RETRY);
      });
    };
    load();
    return () => {
      alive = false;
      clearTimeout(again);
    };
  }, [saver, resumed, vorgangId, art, key, blank]);

  const change = useCallback(
    (part: Partial<T>) => {
      touched.current = true;
      setFound("da");
      saver.tell({ type: "edit", inhalt: { ...saver.snapshot().inhalt, ...part } });
    },
    [saver],
  );

  const discard = useCallback(async () => {
    touched.current = true;
    setFound("leer");
    saver.tell({ type: "edit", inhalt: blank });
    await saver.flush();
  }, [saver, blank]);

  const state = found === "da" ? (saver.state as DraftState) : found; // a draft of one person knows no conflict
  return { value: inhalt as T, change, discard, state };
}

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { asProblem } from "../api/problem.ts";
import type { Entwurf } from "../api/types.ts";
import { RETRY } from "../lib/autosave.ts";
import { clashes } from "../lib/draft-merge.ts";
import { DraftWire } from "./draft-wire.ts";
import { useAutosaver } from "./use-autosaver.ts";

export type DraftState = "laedt" | "leer" | "ungespeichert" | "speichert" | "gespeichert" | "nur_hier" | "konflikt";

/** The same text was changed in another window, and differently. */
export interface DraftConflict {
  /** What stands there. */
  theirs: string[];
  settle: (mine: boolean) => void;
}

/**
 * What a person types for one purpose of one case. Every change is kept in the browser at once and on the server after
 * a moment of rest; it comes back after reload, crash and login, and in other windows as it is saved.
 */
export function useDraft<T extends object>(vorgangId: string, art: string, empty: T) {
  const [blank] = useState(empty);
  const { wire, resumed } = useMemo(() => DraftWire.takeUp(vorgangId, art, blank), [vorgangId, art, blank]);
  const { saver } = wire;
  const now = useAutosaver(saver, wire.key);
  const [found, setFound] = useState<"laedt" | "leer" | "da">("laedt");
  const touched = useRef(false);

  useEffect(() => {
    touched.current = resumed;
    setFound(resumed ? "da" : "laedt");
    let alive = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const show = (server: Entwurf | null) => {
      if (alive && !touched.current) setFound(wire.begin(server) ? "da" : "leer");
    };
    const load = () => {
      wire.fetch().then(show, (fault) => {
        show(null);
        const later = ["unavailable", "internal"].includes(asProblem(fault).code);
        if (alive && !touched.current && later) again = setTimeout(load, RETRY);
      });
    };
    if (!resumed) load();
    const leave = wire.follow((there) => {
      touched.current = true;
      setFound(there ? "da" : "leer");
    });
    return () => {
      alive = false;
      leave();
      clearTimeout(again);
    };
  }, [wire, resumed]);

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

  const { theirs, base, inhalt } = now;
  const conflict: DraftConflict | null = theirs && {
    theirs: clashes(base.inhalt, inhalt, theirs.inhalt),
    settle: (mine) => saver.tell({ type: "settle", mine }),
  };
  const state = conflict || found === "da" ? (saver.state as DraftState) : found; // nothing of a draft is refused
  return { value: inhalt as T, change, discard, state, conflict };
}

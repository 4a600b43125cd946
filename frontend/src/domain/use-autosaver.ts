import { useEffect, useSyncExternalStore } from "react";
import { sessionEnd } from "../api/session-end.ts";
import type { Autosave, Stored } from "../lib/autosave.ts";
import type { Autosaver } from "../lib/autosaver.ts";
import { storage } from "../lib/storage.ts";

/**
 * Shows what a saver holds, for as long as the page does. What is open on leaving is saved, and when nobody sees the
 * page any more: a phone that is put away may never show it again. A closing browser asks only if its own copy would
 * not bring it back.
 */
export function useAutosaver<T, V extends Stored<T>>(saver: Autosaver<T, V>, localKey: string): Autosave<T, V> {
  useEffect(() => {
    const closing = (e: BeforeUnloadEvent) => {
      if (saver.state === "gespeichert") return;
      void saver.flush();
      if (storage.read(localKey) === null) e.preventDefault();
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    saver.enter();
    addEventListener("beforeunload", closing);
    addEventListener("pagehide", saver.flush);
    document.addEventListener("visibilitychange", hidden);
    const deaf = sessionEnd.onSignedIn(saver.flush);
    return () => {
      removeEventListener("beforeunload", closing);
      removeEventListener("pagehide", saver.flush);
      document.removeEventListener("visibilitychange", hidden);
      deaf();
      void saver.leave();
    };
  }, [saver, localKey]);
  return useSyncExternalStore(saver.subscribe, saver.snapshot);
}

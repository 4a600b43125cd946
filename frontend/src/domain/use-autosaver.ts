import { useEffect, useSyncExternalStore } from "react";
import type { Autosave, Stored } from "../lib/autosave.ts";
import type { Autosaver } from "../lib/autosaver.ts";
import { storage } from "../lib/storage.ts";

/**
 * Shows what a saver holds, for as long as the page does. What is open on leaving is saved. A closing browser asks only
 * if its own copy would not bring it back.
 */
export function useAutosaver<T, V extends Stored<T>>(saver: Autosaver<T, V>, localKey: string): Autosave<T, V> {
  useEffect(() => {
    const closing = (e: BeforeUnloadEvent) => {
      if (saver.state === "gespeichert") return;
      void saver.flush();
      if (storage.read(localKey) === null) e.preventDefault();
    };
    saver.enter();
    addEventListener("beforeunload", closing);
    return () => {
      removeEventListener("beforeunload", closing);
      void saver.leave();
    };
  }, [saver, localKey]);
  return useSyncExternalStore(saver.subscribe, saver.snapshot);
}

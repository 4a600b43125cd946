import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Autosave, Stored } from "../lib/autosave.ts";
import type { Autosaver } from "../lib/autosaver.ts";
import { storage } from "../lib/storage.ts";

/**
 * Shows what a saver holds, for as long as the page does. What is open on leaving is saved; where that fails,
 * `onUnsaved` tells. A closing browser asks only if its own copy would not bring it back.
 */
export function useAutosaver<T, V extends Stored<T>>(
  saver: Autosaver<T, V>,
  localKey: string,
  onUnsaved?: () => void,
): Autosave<T, V> {
  const unsaved = useRef(onUnsaved);
  unsaved.current = onUnsaved;
  useEffect(() => {
    saver.enter();
    return () => {
      saver.leave().then((saved) => saved || unsaved.current?.());
    };
  }, [saver]);
  useEffect(() => {
    const leaving = (e: BeforeUnloadEvent) => {
      if (saver.state === "gespeichert") return;
      void saver.flush();
      if (storage.read(localKey) === null) e.preventDefault();
    };
    addEventListener("beforeunload", leaving);
    return () => removeEventListener("beforeunload", leaving);
  }, [saver, localKey]);
  return useSyncExternalStore(saver.subscribe, saver.snapshot);
}

import { useEffect, useState } from "react";

/** Follows `wert` after `ms` of rest. */
export function useDebounced<T>(wert: T, ms: number): T {
  const [still, setStill] = useState(wert);
  useEffect(() => {
    const uhr = setTimeout(() => setStill(wert), ms);
    return () => clearTimeout(uhr);
  }, [wert, ms]);
  return still;
}

/** True once `aktiv` has lasted 150 ms: shapes appear only for waits one notices. */
export function useLate(aktiv: boolean, ms = 150): boolean {
  const [spaet, setSpaet] = useState(false);
  useEffect(() => {
    if (!aktiv) {
      setSpaet(false);
      return;
    }
    const uhr = setTimeout(() => setSpaet(true), ms);
    return () => clearTimeout(uhr);
  }, [aktiv, ms]);
  return spaet && aktiv;
}

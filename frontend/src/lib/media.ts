import { useSyncExternalStore } from "react";

/** Whether the window answers the media query; true where nothing can be asked. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (call) => {
      const list = globalThis.matchMedia?.(query);
      list?.addEventListener("change", call);
      return () => list?.removeEventListener("change", call);
    },
    () => globalThis.matchMedia?.(query).matches ?? true,
  );
}

import { useSyncExternalStore } from "react";

let message = "";
const listeners = new Set<() => void>();

/** Says a sentence to screen readers through the one polite live region of the page. */
export function announce(text: string): void {
  // the same sentence twice must be heard twice
  message = text === message ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useAnnouncement = (): string => useSyncExternalStore(subscribe, () => message);

import type { Vorgang } from "../api/types.ts";

type Listener = (vorgang: Vorgang) => void;
const listeners = new Set<Listener>();

/** Tells open forms that the newest version is this person's own doing and thus no conflict. */
export function announceOwnChange(vorgang: Vorgang): void {
  for (const call of listeners) call(vorgang);
}

export function onOwnChange(call: Listener): () => void {
  listeners.add(call);
  return () => listeners.delete(call);
}

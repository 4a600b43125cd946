import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const DURATION = 10_000;
let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(list: Toast[]): void {
  toasts = list;
  for (const call of listeners) call();
}

export const dismiss = (id: number): void => set(toasts.filter((t) => t.id !== id));

/** A passing remark for ten seconds. What must not be lost also stands somewhere else. */
export function toast(text: string, action?: Toast["action"]): void {
  const id = next++;
  set([...toasts.slice(-2), { id, text, action }]);
  setTimeout(() => dismiss(id), DURATION);
}

export const useToasts = (): Toast[] =>
  useSyncExternalStore(
    (call) => {
      listeners.add(call);
      return () => listeners.delete(call);
    },
    () => toasts,
  );

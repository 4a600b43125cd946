import { useEffect, useRef } from "react";
import { settings } from "./settings.ts";

const SCHREIBT =
  "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]";

/** True while keys belong to a field, so that no single letter fires an action. */
export function isTyping(ziel: EventTarget | null): boolean {
  return ziel instanceof Element && ziel.closest(SCHREIBT) !== null;
}

/** Escape where no field, window or menu has a use for it. */
export function useEscape(act: () => void): void {
  const now = useRef(act);
  now.current = act;
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (e.key !== "Escape" || e.defaultPrevented || isTyping(e.target)) return;
      if (!document.querySelector("dialog[open], [popover]")) now.current();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

/** Single-key shortcuts. They stay silent while typing, with modifiers, under a dialog and when switched off. */
export function useShortcuts(tasten: Record<string, (ereignis: KeyboardEvent) => void>): void {
  const aktuell = useRef(tasten);
  aktuell.current = tasten;
  useEffect(() => {
    const hoere = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
      if (!settings().shortcuts || isTyping(e.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const tat = aktuell.current[e.key];
      if (!tat) return;
      e.preventDefault();
      tat(e);
    };
    addEventListener("keydown", hoere);
    return () => removeEventListener("keydown", hoere);
  }, []);
}

import { useState } from "react";

const prefix = "antragsraum.entwurf.";
const maxAgeDays = 30;

interface Draft {
  text: string;
  /** key of the last attempt to send and what that attempt held */
  schluessel?: string;
  abdruck?: string;
  am: number;
}

function read(scope: string): Draft {
  try {
    const stored = window.localStorage.getItem(prefix + scope);
    if (stored) return JSON.parse(stored) as Draft;
  } catch {
    // storage switched off or damaged: start empty
  }
  return { text: "", am: 0 };
}

function write(scope: string, draft: Draft): boolean {
  try {
    if (draft.text === "" && !draft.schluessel) window.localStorage.removeItem(prefix + scope);
    else window.localStorage.setItem(prefix + scope, JSON.stringify({ ...draft, am: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

function storedScopes(): string[] {
  try {
    return Object.keys(window.localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}

export const hasDraft = (scope: string): boolean => read(scope).text !== "";
export const hasAnyDraft = (): boolean => storedScopes().some(hasDraft);

export function clearDrafts(): void {
  for (const scope of storedScopes()) write(scope, { text: "", am: 0 });
}

/** Drafts 30 days after the last edit go away by themselves (the rule of § 8a Abs. 3 OZG). */
export function clearOldDrafts(now = Date.now()): void {
  for (const scope of storedScopes()) {
    if (now - read(scope).am > maxAgeDays * 86_400_000) write(scope, { text: "", am: 0 });
  }
}

function makeUuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Text of one answer, kept on this device until it was sent. */
export function useDraft(scope: string) {
  const [text, setTextState] = useState(() => read(scope).text);
  const [kept, setKept] = useState(true);
  return {
    text,
    /** false when this browser refuses to keep anything */
    kept,
    setText(next: string) {
      setTextState(next);
      setKept(write(scope, { ...read(scope), text: next }));
    },
    /** Same content, same key – also after a reload; changed content gets a new one. */
    keyFor(abdruck: string): string {
      const draft = read(scope);
      const schluessel = draft.abdruck === abdruck && draft.schluessel ? draft.schluessel : makeUuid();
      write(scope, { ...draft, text, schluessel, abdruck });
      return schluessel;
    },
    clear() {
      setTextState("");
      write(scope, { text: "", am: 0 });
    },
  };
}

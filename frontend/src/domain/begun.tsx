import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import type { Vorgang } from "../api/types.ts";
import { DraftClash } from "./DraftStatus.tsx";
import type { Typed } from "./task-values.ts";
import { useDraft } from "./use-draft.ts";

/** What was typed for one act, and the newest entry of the journal when it was begun. */
interface Entry {
  seit: string;
  werte: Typed;
}
type Entries = Record<string, Entry>;

/** As kept on the server. Before, there were tasks only, and before that a single one. */
interface Kept {
  begonnen: Entries;
  aufgaben?: Record<string, Typed>;
  aufgabe?: string;
  werte?: Typed;
}

/**
 * What this person has begun on a case and neither sent nor dropped, by act: the id of a task, of an item, the name of
 * an act. It outlives the form it was typed into, which a colleague's act may take away.
 */
export interface Begun {
  acts: () => string[];
  /** Undefined while nothing was typed and nothing was sent. */
  of: (act: string) => Typed | undefined;
  since: (act: string) => string;
  /** What equals `blank`, the form as it opens, was not typed. */
  type: (act: string, part: Typed, blank?: Typed) => void;
  /** Before sending: from here on the person waits for an answer, also where there was nothing to type. */
  keep: (act: string) => void;
  forget: (act: string) => void;
  /** Takes what was typed for one act over into another. */
  move: (from: string, to: string) => void;
  /** The acts whose form, or what stands in its place, is on the page; nothing else need show what was typed. */
  onPage: string[];
  /** Says that a form is on the page, until what it returns is called. */
  enter: (act: string) => () => void;
}

export function entriesOf({ begonnen, aufgaben, aufgabe, werte }: Kept): Entries {
  const filled = aufgabe && werte && Object.keys(werte).length > 0;
  const before = { ...(filled && { [aufgabe]: werte }), ...aufgaben };
  const old = Object.entries(before).map(([act, typed]) => [act, { seit: "", werte: typed }] as const);
  return { ...Object.fromEntries(old), ...begonnen };
}

const without = (entries: Entries, act: string): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([name]) => name !== act));

const BegunContext = createContext<Begun | null>(null);

/** Stands around everything that shows one case: two drafts of the same acts would overwrite each other. */
export function BegunProvider({ vorgang, children }: { vorgang: Vorgang; children: ReactNode }) {
  const { value, change, discard, conflict } = useDraft<Kept>(vorgang.id, "aufgabe", { begonnen: {} });
  const entries = useRef<Entries>({});
  const [onPage, setOnPage] = useState<string[]>([]);
  const enter = useCallback((act: string) => {
    setOnPage((acts) => [...acts, act]);
    return () => setOnPage((acts) => acts.filter((other) => other !== act));
  }, []);
  entries.current = entriesOf(value);
  const set = (neu: Entries) => {
    entries.current = neu;
    if (Object.keys(neu).length === 0) void discard();
    else change({ begonnen: neu, aufgaben: undefined, aufgabe: undefined, werte: undefined });
  };
  const entry = (act: string): Entry => entries.current[act] ?? { seit: vorgang.letztesEreignisAm, werte: {} };
  const begun: Begun = {
    acts: () => Object.keys(entries.current),
    of: (act) => entries.current[act]?.werte,
    since: (act) => entries.current[act]?.seit ?? "",
    type(act, part, blank = {}) {
      const { seit, werte } = entry(act);
      const all = Object.entries({ ...werte, ...part });
      const typed = Object.fromEntries(all.filter(([name, text]) => text !== (blank[name] ?? "")));
      if (Object.keys(typed).length === 0) set(without(entries.current, act));
      else set({ ...entries.current, [act]: { seit, werte: typed } });
    },
    keep: (act) => set({ ...entries.current, [act]: entry(act) }),
    forget: (act) => set(without(entries.current, act)),
    move: (from, to) => set({ ...without(entries.current, from), [to]: entry(from) }),
    onPage,
    enter,
  };
  return (
    <BegunContext value={begun}>
      <DraftClash conflict={conflict} />
      {children}
    </BegunContext>
  );
}

export function useBegun(): Begun {
  const begun = useContext(BegunContext);
  if (!begun) throw new Error("acts of a case stand inside its BegunProvider");
  return begun;
}

import { useRef } from "react";
import type { Typed } from "./task-values.ts";
import { useDraft } from "./use-draft.ts";

/** What was typed into the tasks of one case and not sent, by id of the task. */
type Drafts = Record<string, Typed>;

/** As kept on the server. Drafts of before held one task only. */
interface Kept {
  aufgaben: Drafts;
  aufgabe?: string;
  werte?: Typed;
}

export interface TaskDrafts {
  /** Undefined while nothing was typed and nothing was sent. */
  of: (aufgabe: string) => Typed | undefined;
  type: (aufgabe: string, feld: string, text: string) => void;
  /** Before sending: from here on the person waits for an answer, also where there was nothing to type. */
  keep: (aufgabe: string) => void;
  forget: (aufgabe: string) => void;
  /** Takes what was typed for one task over into another. */
  move: (from: string, to: string) => void;
}

export function draftsOf({ aufgaben, aufgabe, werte }: Kept): Drafts {
  const filled = aufgabe && werte && Object.keys(werte).length > 0;
  return filled ? { [aufgabe]: werte, ...aufgaben } : aufgaben;
}

const without = (drafts: Drafts, aufgabe: string): Drafts =>
  Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== aufgabe));

/** One draft for all tasks of a case: two of them may be open at once, and one may be done by somebody else. */
export function useTaskDrafts(vorgangId: string): TaskDrafts {
  const { value, change, discard } = useDraft<Kept>(vorgangId, "aufgabe", { aufgaben: {} });
  const drafts = useRef<Drafts>({});
  drafts.current = draftsOf(value);
  const set = (neu: Drafts) => {
    drafts.current = neu;
    if (Object.keys(neu).length === 0) void discard();
    else change({ aufgaben: neu, aufgabe: undefined, werte: undefined });
  };
  return {
    of: (aufgabe) => drafts.current[aufgabe],
    type(aufgabe, feld, text) {
      const { [feld]: _, ...rest } = drafts.current[aufgabe] ?? {};
      const typed = text === "" ? rest : { ...rest, [feld]: text };
      if (Object.keys(typed).length === 0) set(without(drafts.current, aufgabe));
      else set({ ...drafts.current, [aufgabe]: typed });
    },
    keep: (aufgabe) => set({ ...drafts.current, [aufgabe]: drafts.current[aufgabe] ?? {} }),
    forget: (aufgabe) => set(without(drafts.current, aufgabe)),
    move: (from, to) => set({ ...without(drafts.current, from), [to]: drafts.current[from] ?? {} }),
  };
}

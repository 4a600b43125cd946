import type { ReactNode } from "react";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { ConflictNotice } from "./ConflictNotice.tsx";
import type { VorgangAction } from "./use-vorgang-action.ts";

interface Props<E> {
  action: VorgangAction<E>;
  typed: (input: E) => ReactNode;
  /** Names of the form's fields, so that a complaint does not name them in the machine's words. */
  labels?: Record<string, string>;
}

/** What went wrong with a changing call, next to the form it came from. */
export function ActionFeedback<E>({ action, typed, labels }: Props<E>) {
  return (
    <>
      <ConflictNotice action={action} typed={typed} />
      <ProblemNotice error={action.error} safe="form" labels={labels} />
    </>
  );
}

import { useEffect, useRef } from "react";
import type { Vorgang } from "../api/types.ts";
import { useBegun } from "./begun.tsx";
import type { Typed } from "./task-values.ts";
import { useVorgangAction, type VorgangAction } from "./use-vorgang-action.ts";

interface Given<E> {
  vorgang: Vorgang;
  /** What is begun with it, unique in the case. */
  act: string;
  /** Whether the case, as it is now, lets this person do it. */
  offered: boolean;
  /** What stands in the form when it opens. */
  blank?: Typed;
  call: (version: number, input: E) => Promise<Vorgang>;
  onDone?: (neu: Vorgang) => void;
}

export interface Act<E> extends VorgangAction<E> {
  /** What stands in the form. */
  typed: Typed;
  type: (part: Typed) => void;
  forget: () => void;
  /** The form may stand: the act is offered, or under way. The news of one's own act may come before the answer to it. */
  stands: boolean;
  /** It was begun and can no longer be done: in place of the form stands a card with what was typed. */
  overtaken: boolean;
  /** The form was before the eyes a moment ago: the keyboard goes on at the card. */
  stood: boolean;
}

/** Whether the form stood when this was last drawn. */
export function useStood(stands: boolean): boolean {
  const stood = useRef(false);
  useEffect(() => {
    stood.current = stands;
  }, [stands]);
  return stood.current;
}

/** An act whose input is kept until it is done or dropped, whatever others do to the case meanwhile. */
export function useAct<E>({ vorgang, act, offered, blank, call, onDone }: Given<E>): Act<E> {
  const begun = useBegun();
  const typed = begun.of(act);
  const { enter } = begun;
  useEffect(() => enter(act), [enter, act]);
  const action = useVorgangAction<E>(
    vorgang,
    call,
    (neu) => {
      begun.forget(act);
      onDone?.(neu);
    },
    Object.keys(typed ?? {}).length === 0,
  );
  const stands = offered || action.busy;
  const stood = useStood(stands);
  return {
    ...action,
    send(input) {
      begun.keep(act);
      return action.send(input);
    },
    typed: { ...blank, ...typed },
    type: (part) => begun.type(act, part, blank),
    forget: () => begun.forget(act),
    stands,
    overtaken: !stands && typed !== undefined,
    stood,
  };
}

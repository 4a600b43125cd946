import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ApiProblem } from "../api/problem.ts";
import { ichQuery, verlaufQuery, vorgangQuery } from "../api/queries.ts";
import type { Vorgang } from "../api/types.ts";
import { onlyBeside } from "./conflict.ts";
import { announceOwnChange, onOwnChange } from "./own-change.ts";

export interface Conflict<E> {
  before: Vorgang;
  now: Vorgang;
  input: E;
}

export interface VorgangAction<E> {
  send: (input: E) => Promise<boolean>;
  /** Sends the same input again, on top of what the others did. */
  sendAnyway: () => Promise<boolean>;
  dropConflict: () => void;
  conflict: Conflict<E> | null;
  error: unknown;
  busy: boolean;
}

/**
 * One changing call on a Vorgang under its version. The version is the one this form was opened with: what colleagues
 * do meanwhile must come back as a conflict, not be sent over silently. With `follow` it is the one on the screen, for
 * buttons and for forms in which nothing has been typed yet. Scans and deliveries are no conflict at all.
 */
export function useVorgangAction<E = void>(
  vorgang: Vorgang,
  call: (version: number, input: E) => Promise<Vorgang>,
  onDone?: (neu: Vorgang) => void,
  follow = false,
): VorgangAction<E> {
  const client = useQueryClient();
  const base = useRef(vorgang);
  const [conflict, setConflict] = useState<Conflict<E> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  if (base.current.id !== vorgang.id || (follow && vorgang.version > base.current.version)) base.current = vorgang;
  useEffect(
    () =>
      onOwnChange((neu) => {
        if (neu.id === base.current.id && neu.version === base.current.version + 1) base.current = neu;
      }),
    [],
  );

  /** The newest state, and whether it differs only by what nobody has to look at. */
  async function lookAgain(on: Vorgang) {
    // What is under way may have read before the colleague's change, and would be taken for the newest.
    for (const key of ["vorgang", "verlauf"]) await client.cancelQueries({ queryKey: [key, on.id] });
    const now = await client.fetchQuery({ ...vorgangQuery(on.id), staleTime: 0 });
    const verlauf = await client.fetchQuery({ ...verlaufQuery(on.id), staleTime: 0 });
    const me = client.getQueryData(ichQuery.queryKey)?.benutzer;
    return { now, harmless: onlyBeside(verlauf, on, me) };
  }

  async function refresh(on: Vorgang) {
    for (const key of ["vorgang", "verlauf", "prozess"]) await client.invalidateQueries({ queryKey: [key, on.id] });
  }

  async function run(input: E, on: Vorgang, again = 3): Promise<boolean> {
    setBusy(true);
    setError(null);
    try {
      const neu = await call(on.version, input);
      base.current = neu;
      setConflict(null);
      client.setQueryData(vorgangQuery(neu.id).queryKey, neu);
      announceOwnChange(neu);
      for (const key of ["verlauf", "prozess"]) client.invalidateQueries({ queryKey: [key, neu.id] });
      client.invalidateQueries({ queryKey: ["vorgaenge"] });
      client.invalidateQueries({ queryKey: ["ansichten"] });
      onDone?.(neu);
      return true;
    } catch (fault) {
      if (fault instanceof ApiProblem && fault.problem.reason === "stale") {
        const { now, harmless } = await lookAgain(on);
        if (harmless && again > 0) return await run(input, now, again - 1);
        setConflict({ before: on, now, input });
      } else {
        // The page was behind: what was refused shows why when it is up to date.
        if (fault instanceof ApiProblem && fault.problem.code === "conflict") await refresh(on);
        setError(fault);
      }
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    send: (input) => run(input, base.current),
    sendAnyway: () => (conflict ? run(conflict.input, conflict.now) : Promise.resolve(false)),
    dropConflict: () => {
      if (conflict) base.current = conflict.now;
      setConflict(null);
    },
    conflict,
    error,
    busy,
  };
}

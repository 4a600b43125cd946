import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Uebungsschritt, Uebungsstand } from "../../api/uebung.ts";

export type Play = (schritte: Uebungsschritt[]) => Promise<Uebungsstand>;

/** The steps of a practice run and what stands after them. The server plays all of them each time; it keeps none. */
export function useUebung(was: unknown[], anfang: Uebungsschritt[], play: Play) {
  const [{ wanted, before }, setRun] = useState({ wanted: anfang, before: anfang });
  const query = useQuery({
    queryKey: ["uebung", ...was, wanted],
    queryFn: () => play(wanted),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { data: stand, isPlaceholderData: busy } = query;
  const played = stand && !busy ? wanted.slice(0, stand.gespielt) : before;
  const go = (schritte: Uebungsschritt[]) => setRun({ wanted: schritte, before: played });
  return {
    stand,
    busy,
    error: query.error,
    retry: () => query.refetch(),
    /** Those that were played; a step that did not fit is not among them. */
    schritte: played,
    /** The step that did not fit. */
    refused: stand?.fehler && !busy ? wanted[stand.fehler.schritt - 1] : undefined,
    add: (schritt: Uebungsschritt) => {
      if (!busy) go([...played, schritt]);
    },
    undo: () => go(played.slice(0, -1)),
    /** Leaves out the step that could not be asked about. */
    back: () => setRun({ wanted: before, before }),
    again: () => setRun({ wanted: anfang, before: anfang }),
  };
}

export type Lauf = ReturnType<typeof useUebung>;

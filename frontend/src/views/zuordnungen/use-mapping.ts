import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Inhalt, type Zuordnung, zuordnungQuery } from "../../api/zuordnung.ts";
import { useAutosaver } from "../../domain/use-autosaver.ts";
import { basesOf } from "../../lib/autosave.ts";
import { copyKey } from "./mapping-copy.ts";
import { type MappingSaver, mappingSaver } from "./mapping-saver.ts";

/** What can be done with the draft; the same functions for as long as the page stands. */
const actsOf = (client: QueryClient, { tell, flush, snapshot }: MappingSaver) => ({
  change: (inhalt: Inhalt) => tell({ type: "edit", inhalt }),
  flush,
  currentStand: () => snapshot().base.stand,
  /** Settles a conflict: mine on top of theirs, or theirs alone. */
  settle: (mine: boolean) => tell({ type: "settle", mine }),
  /** The server changed the draft on our behalf, for example by a schema. */
  replace(z: Zuordnung) {
    tell({ type: "replaced", now: z });
    client.setQueryData(zuordnungQuery(z.id).queryKey, z);
  },
  forget: () => tell({ type: "dropped" }),
});

function begun(client: QueryClient, zuordnung: Zuordnung) {
  const saver = mappingSaver(client, zuordnung);
  return { saver, acts: actsOf(client, saver) };
}

/** The draft under edit: kept in the browser at once, on the server after a moment of rest, never over somebody else's. */
export function useMapping(zuordnung: Zuordnung) {
  const client = useQueryClient();
  const [{ saver, acts }] = useState(() => begun(client, zuordnung));
  const now = useAutosaver(saver, copyKey(zuordnung.id));
  useEffect(() => saver.tell({ type: "heard", now: zuordnung }), [saver, zuordnung]);
  return {
    ...acts,
    inhalt: now.inhalt,
    base: now.base.inhalt,
    bases: basesOf(now),
    state: saver.state,
    error: now.fault,
    theirs: now.theirs,
  };
}

export type Mapping = ReturnType<typeof useMapping>;

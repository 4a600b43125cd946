import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem.ts";
import { getZuordnung, type Inhalt, updateZuordnung, type Zuordnung, zuordnungQuery } from "../../api/zuordnung.ts";
import { toast } from "../../components/toast.ts";
import { useAutosaver } from "../../domain/use-autosaver.ts";
import { basesOf, begin, Rules, type Stored } from "../../lib/autosave.ts";
import { Autosaver, underWayAs } from "../../lib/autosaver.ts";
import { storage } from "../../lib/storage.ts";
import { merge, same } from "./content-diff.ts";

type Saver = Autosaver<Inhalt, Zuordnung>;

/** Begins like the other drafts, so that signing out takes it away from a shared machine. */
const localKey = (id: string) => `kontor.entwurf.zuordnung.${id}`;

interface Local {
  base: Stored<Inhalt>;
  inhalt: Inhalt;
}

function readLocal(id: string): Local | null {
  try {
    return JSON.parse(storage.read(localKey(id)) ?? "null");
  } catch {
    return null;
  }
}

const rules = new Rules<Inhalt, Zuordnung>({ same, merge });
const nameOf = (z: Zuordnung) => `${z.id} ${z.zustand}`;

function createSaver(client: QueryClient, zuordnung: Zuordnung): Saver {
  const { id } = zuordnung;
  const show = (z: Zuordnung): Zuordnung => {
    client.setQueryData(zuordnungQuery(id).queryKey, (old) => (old && old.stand > z.stand ? old : z));
    return z;
  };
  const wire = {
    save: async (stand: number, inhalt: Inhalt) => show(await updateZuordnung(id, stand, inhalt)),
    async explain(fault: unknown) {
      const { code, status } = asProblem(fault);
      if (code === "stale") return { type: "stale", theirs: show(await getZuordnung(id)) } as const;
      if (status === 0 || status >= 502 || code === "unavailable") return { type: "unanswered" } as const;
      return { type: "refused", fault } as const;
    },
    keep: (open: Local | null) => storage.write(localKey(id), open && JSON.stringify(open)),
  };
  const local = zuordnung.zustand === "entwurf" ? readLocal(id) : null;
  const first = begin<Inhalt, Zuordnung>(local?.base ?? zuordnung, local?.inhalt ?? zuordnung.inhalt);
  return new Autosaver<Inhalt, Zuordnung>(nameOf(zuordnung), rules, wire, first);
}

/** The draft under edit: kept in the browser at once, on the server after a moment of rest, never over somebody else's. */
export function useMapping(zuordnung: Zuordnung) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [saver] = useState(() => underWayAs<Inhalt, Zuordnung>(nameOf(zuordnung)) ?? createSaver(client, zuordnung));
  const now = useAutosaver(saver, localKey(zuordnung.id), () =>
    toast(t("zuordnung.speichern.offen", { formular: zuordnung.formular })),
  );
  const { tell } = saver;

  useEffect(() => tell({ type: "heard", now: zuordnung }), [tell, zuordnung]);

  return {
    inhalt: now.inhalt,
    base: now.base.inhalt,
    bases: basesOf(now),
    currentStand: useCallback(() => saver.snapshot().base.stand, [saver]),
    state: saver.state,
    error: now.fault,
    theirs: now.theirs,
    change: useCallback((inhalt: Inhalt) => tell({ type: "edit", inhalt }), [tell]),
    flush: saver.flush,
    /** Settles a conflict: mine on top of theirs, or theirs alone. */
    settle: useCallback((mine: boolean) => tell({ type: "settle", mine }), [tell]),
    /** The server changed the draft on our behalf, for example by a schema. */
    replace: useCallback(
      (z: Zuordnung) => {
        tell({ type: "replaced", now: z });
        client.setQueryData(zuordnungQuery(z.id).queryKey, z);
      },
      [tell, client],
    ),
    forget: useCallback(() => tell({ type: "dropped" }), [tell]),
  };
}

export type Mapping = ReturnType<typeof useMapping>;

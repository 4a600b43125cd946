import type { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../../api/problem.ts";
import { getZuordnung, type Inhalt, updateZuordnung, type Zuordnung, zuordnungQuery } from "../../api/zuordnung.ts";
import { toast } from "../../components/toast.ts";
import { i18n } from "../../i18n/i18n.ts";
import { type AutosaveEvent, begin, Rules } from "../../lib/autosave.ts";
import { Autosaver, underWayAs, type Wire } from "../../lib/autosaver.ts";
import { merge, same } from "./content-diff.ts";
import { readCopy, writeCopy } from "./mapping-copy.ts";

export type MappingSaver = Autosaver<Inhalt, Zuordnung>;

const rules = new Rules<Inhalt, Zuordnung>({ same, merge });

/** Shows a version that came from the server to the whole page, unless a newer one is there already. */
export function showZuordnung(client: QueryClient, z: Zuordnung): Zuordnung {
  client.setQueryData(zuordnungQuery(z.id).queryKey, (old) => (old && old.stand > z.stand ? old : z));
  return z;
}

/** What a failed save means: somebody was faster, nobody answered, or the server said no. */
async function explained(fault: unknown, newest: () => Promise<Zuordnung>): Promise<AutosaveEvent<Inhalt, Zuordnung>> {
  const { code, status } = asProblem(fault);
  if (code === "stale") return { type: "stale", theirs: await newest() };
  if (status === 0 || status >= 502 || code === "unavailable") return { type: "unanswered" };
  return { type: "refused", fault };
}

function wireOf(client: QueryClient, { id, formular }: Zuordnung): Wire<Inhalt, Zuordnung> {
  return {
    save: async (stand, inhalt) => showZuordnung(client, await updateZuordnung(id, stand, inhalt)),
    explain: (fault) => explained(fault, async () => showZuordnung(client, await getZuordnung(id))),
    keep: (open) => writeCopy(id, open),
    unsaved: () => toast(i18n.t("zuordnung.speichern.offen", { formular })),
  };
}

/** The saver of this draft: the one still under way after the page was left, or a new one that goes on with the copy. */
export function mappingSaver(client: QueryClient, zuordnung: Zuordnung): MappingSaver {
  const name = `${zuordnung.id} ${zuordnung.zustand}`;
  const left = underWayAs<Inhalt, Zuordnung>(name);
  if (left) return left;
  const copy = zuordnung.zustand === "entwurf" ? readCopy(zuordnung.id) : null;
  const first = begin<Inhalt, Zuordnung>(copy?.base ?? zuordnung, copy?.inhalt ?? zuordnung.inhalt);
  return new Autosaver(name, rules, wireOf(client, zuordnung), first);
}

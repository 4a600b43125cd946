/** What a new version of a form means for the draft as it stands now. */
import type { Inhalt, Unterschied } from "../../api/zuordnung.ts";
import { repoint, type Stelle, split, uses, valueAt } from "./content.ts";

export interface Change extends Unterschied {
  /** Places of the draft that still read the field under its old path. */
  reads: Stelle[];
  warning: boolean;
}

const WEIGHT: Record<Unterschied["art"], number> = { weg: 0, verschoben: 1, typ: 2, neu: 3, label: 4 };

/** Who reads the field or, where it has another form now, something in it. */
function readsOf(u: Unterschied, inhalt: Inhalt): Stelle[] {
  const within = (pfad: string) => pfad.startsWith(`${u.pfad}.`) || pfad.startsWith(`${u.pfad}[]`);
  const still = (stelle: Stelle) => {
    const [group, name] = split(stelle);
    const there = valueAt(inhalt, stelle);
    return within(group === "unterlagen" && there !== "" ? name : there);
  };
  const lost = u.art === "typ" ? u.zugeordnet.filter(still) : [];
  return [...new Set([...uses(inhalt, u.pfad), ...lost])];
}

/** Warnings first; what was mended in the draft is one no more. */
export function changes(unterschiede: Unterschied[], inhalt: Inhalt): Change[] {
  return unterschiede
    .map((u) => {
      const reads = u.art === "neu" || u.art === "label" ? [] : readsOf(u, inhalt);
      return { ...u, reads, warning: reads.length > 0 };
    })
    .sort((a, b) => Number(b.warning) - Number(a.warning) || WEIGHT[a.art] - WEIGHT[b.art]);
}

export const movable = (list: Change[]): Change[] =>
  list.filter((c) => c.warning && c.art === "verschoben" && c.neuerPfad);

export const followAll = (inhalt: Inhalt, list: Change[]): Inhalt =>
  movable(list).reduce((next, c) => repoint(next, c.pfad, c.neuerPfad), inhalt);

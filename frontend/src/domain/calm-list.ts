import type { VorgangZeile } from "../api/types.ts";
import { type Urgency, urgencyOf } from "./urgency.ts";

export interface CalmRow {
  zeile: VorgangZeile;
  /** Frozen with the order, so that a new date does not move the row either. */
  urgency: Urgency;
  /** Another version than the one first shown. */
  changed: boolean;
  /** No longer in the answer of the server. */
  gone: boolean;
}

export interface CalmList {
  key: string;
  pages: number;
  rows: CalmRow[];
  /** Ids the server has and the screen has not yet. */
  waiting: string[];
}

const row = (zeile: VorgangZeile): CalmRow => ({
  zeile,
  urgency: urgencyOf(zeile.faelligAm),
  changed: false,
  gone: false,
});

/**
 * Keeps rows where they are while the server's answer moves on. A new filter (`key`) starts afresh, a further page
 * is appended, everything else only updates what stands there and counts what waits.
 */
export function settle(before: CalmList | null, key: string, pages: VorgangZeile[][]): CalmList {
  const fresh = pages.flat();
  if (before?.key !== key) return { key, pages: pages.length, rows: fresh.map(row), waiting: [] };
  const byId = new Map(fresh.map((zeile) => [zeile.id, zeile]));
  const shown = new Set(before.rows.map((r) => r.zeile.id));
  const rows = before.rows.map((r) => {
    const zeile = byId.get(r.zeile.id);
    if (!zeile) return r.gone ? r : { ...r, gone: true };
    if (zeile.version === r.zeile.version && !r.gone) return zeile === r.zeile ? r : { ...r, zeile };
    return { ...r, zeile, gone: false, changed: r.changed || zeile.version !== r.zeile.version };
  });
  const added = pages
    .slice(before.pages)
    .flat()
    .filter((zeile) => !shown.has(zeile.id));
  for (const zeile of added) shown.add(zeile.id);
  return {
    key,
    pages: Math.max(pages.length, before.pages),
    rows: [...rows, ...added.map(row)],
    waiting: fresh.filter((zeile) => !shown.has(zeile.id)).map((zeile) => zeile.id),
  };
}

/** True when asking for the new order would change what is on the screen. */
export const isStale = (list: CalmList): boolean =>
  list.waiting.length > 0 || list.rows.some((r) => r.gone || r.changed);

export interface Group {
  urgency: Urgency;
  rows: CalmRow[];
}

/** Neighbouring rows of one urgency; the server's order stays untouched. */
export function groupRows(rows: CalmRow[]): Group[] {
  const groups: Group[] = [];
  for (const r of rows) {
    const last = groups.at(-1);
    if (last?.urgency === r.urgency) last.rows.push(r);
    else groups.push({ urgency: r.urgency, rows: [r] });
  }
  return groups;
}

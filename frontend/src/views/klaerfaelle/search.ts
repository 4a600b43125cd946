import type { Klaerfallfilter } from "../../api/queries.ts";

/** The filter of the list as it stands in the URL; what is malformed counts as not set. */
export function parseKlaerfallSearch(raw: Record<string, unknown>): Klaerfallfilter {
  const filter: Klaerfallfilter = {};
  if (raw.erledigt) filter.erledigt = true;
  if (/^[0-9a-f-]{36}$/i.test(String(raw.zugang))) filter.zugang = String(raw.zugang);
  if (/^[a-z0-9_]+$/.test(String(raw.grund ?? ""))) filter.grund = String(raw.grund);
  return filter;
}

import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { vorgangQuery } from "../../api/queries.ts";
import type { Vorgang } from "../../api/types.ts";

const route = getRouteApi("/vorgaenge/$id");

/** The case of this page. The page has loaded it before a tab is drawn. */
export function useVorgang(): Vorgang {
  return useSuspenseQuery(vorgangQuery(route.useParams().id)).data;
}

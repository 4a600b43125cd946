/** What IT and the Poststelle ask about intakes. */
import { queryOptions } from "@tanstack/react-query";
import { api, fetched } from "./client.ts";

const path = (id: string) => ({ path: { id } });

/** How long health figures may stand before they are asked for again, in milliseconds. */
const LAGE_INTERVALL = 30_000;

export const zugaengeQuery = queryOptions({
  queryKey: ["zugaenge"],
  queryFn: async () => (await fetched(api.GET("/api/v1/zugaenge"))).zugaenge,
  refetchInterval: LAGE_INTERVALL,
});

export const zugangQuery = (id: string) =>
  queryOptions({
    queryKey: ["zugang", id],
    queryFn: () => fetched(api.GET("/api/v1/zugaenge/{id}", { params: path(id) })),
    refetchInterval: LAGE_INTERVALL,
  });

/** What lies to be posted: the list, one PDF of many letters, one posting day for many. */
import { queryOptions } from "@tanstack/react-query";
import { api, fetchBlob, fetched } from "./client.ts";
import type { paths } from "./schema.gen.ts";

/** So many letters are printed or entered at once, at most. */
export const AT_ONCE = 200;

/** The list ends there. */
export const LISTED = 500;

export const postausgangQuery = queryOptions({
  queryKey: ["postausgang"],
  queryFn: async () => (await fetched(api.GET("/api/v1/postausgang"))).briefe,
});

export const printPostausgang = (dokumente: string[], beidseitig: boolean) =>
  fetchBlob("/api/v1/postausgang/druck", { dokumente, beidseitig });

export type Aufgabe = paths["/api/v1/postausgang/aufgabe"]["post"]["requestBody"]["content"]["application/json"];

/** Each letter is entered by its own act: what one of them refuses comes back as its result. */
export const postPostausgang = async (body: Aufgabe) =>
  (await fetched(api.POST("/api/v1/postausgang/aufgabe", { body }))).ergebnisse;

import createClient from "openapi-fetch";
import { noteServerTime } from "../lib/server-clock.ts";
import { ApiProblem, problemOf } from "./problem.ts";
import type { paths } from "./schema.gen.ts";
import { sessionEnd } from "./session-end.ts";
import type { Problem } from "./types.ts";

export const api = createClient<paths>({ baseUrl: location.origin, fetch: (anfrage) => fetch(anfrage) });

api.use({
  onResponse({ response }) {
    sessionEnd.noteAnswer(response.status);
    noteServerTime(response.headers.get("Date"));
    return undefined;
  },
});

interface Antwort<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; everything else is thrown as ApiProblem. */
export async function fetched<T>(anfrage: Promise<Antwort<T>>): Promise<T> {
  const { data, error, response } = await anfrage;
  if (response.ok) return data as T;
  const roh = error as Partial<Problem> | undefined;
  if (roh?.reason) throw new ApiProblem(roh as Problem);
  throw await problemOf(new Response(null, { status: response.status }));
}

/** Bytes instead of JSON, for previews. */
export async function fetchBlob(pfad: string, koerper?: unknown): Promise<Blob> {
  return (await fetchFile(pfad, koerper)).blob;
}

/** Bytes with the name that the server gives them: receivers of xdomea know a message by it. */
export async function fetchFile(pfad: string, koerper?: unknown): Promise<{ blob: Blob; name?: string }> {
  const antwort = await fetch(pfad, {
    method: koerper === undefined ? "GET" : "POST",
    headers: koerper === undefined ? {} : { "Content-Type": "application/json" },
    body: koerper === undefined ? undefined : JSON.stringify(koerper),
  });
  sessionEnd.noteAnswer(antwort.status);
  if (!antwort.ok) throw await problemOf(antwort);
  const name = /filename="?([^";]+)"?/.exec(antwort.headers.get("Content-Disposition") ?? "")?.[1];
  return { blob: await antwort.blob(), name };
}

/** A file as it is; the generated client would turn it into JSON. */
export async function sendFile<T>(url: string, type: string, file: Blob): Promise<T> {
  const antwort = await fetch(url, { method: "POST", headers: { "Content-Type": type }, body: file });
  if (!antwort.ok) throw await problemOf(antwort);
  return antwort.json();
}

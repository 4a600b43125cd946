import { useSuspenseQuery } from "@tanstack/react-query";
import { api, fetched } from "./client.ts";
import { ichQuery } from "./queries.ts";
import { sessionEnd } from "./session-end.ts";
import type { Ich } from "./types.ts";

/** The signed-in person. The shell has loaded it before any view is drawn. */
export function useIch(): Ich {
  return useSuspenseQuery(ichQuery).data;
}

/** Hides what a person may not do; the server checks anyway. */
export const hasRecht = (ich: Ich, recht: string): boolean => ich.rechte.includes(recht);

export const useRecht = (recht: string): boolean => hasRecht(useIch(), recht);

/** A request puts the end of the session off; if it fails the notice stays. */
export async function staySignedIn(): Promise<void> {
  const ich = await fetched(api.GET("/api/v1/ich")).catch(() => null);
  if (ich) sessionEnd.learn(ich.sitzung);
}

import { useSuspenseQuery } from "@tanstack/react-query";
import { ichQuery } from "./queries.ts";
import type { Ich } from "./types.ts";

/** The signed-in person. The shell has loaded it before any view is drawn. */
export function useIch(): Ich {
  return useSuspenseQuery(ichQuery).data;
}

/** Hides what a person may not do; the server checks anyway. */
export const hasRecht = (ich: Ich, recht: string): boolean => ich.rechte.includes(recht);

export const useRecht = (recht: string): boolean => hasRecht(useIch(), recht);

import { useSuspenseQuery } from "@tanstack/react-query";
import { ichAbfrage } from "./abfragen.ts";
import type { Ich } from "./typen.ts";

/** The signed-in person. The shell has loaded it before any view is drawn. */
export function useIch(): Ich {
  return useSuspenseQuery(ichAbfrage).data;
}

/** Hides what a person may not do; the server checks anyway. */
export const hatRecht = (ich: Ich, recht: string): boolean => ich.rechte.includes(recht);

export const useRecht = (recht: string): boolean => hatRecht(useIch(), recht);

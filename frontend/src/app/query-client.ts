import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";

/** Events say what to fetch again; the times here only bound what a lost event can cost. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 2 && ["unavailable", "internal"].includes(asProblem(error).code),
    },
  },
});

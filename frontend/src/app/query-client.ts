import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";

/**
 * Events say what to fetch again; the times here only bound what a lost event can cost. What is asked for is asked at once,
 * whatever the browser thinks of its network: the office's server may be reached all the same, and a request that waits for
 * "online" would wait without a word.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      refetchOnReconnect: true,
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 2 && ["unavailable", "internal"].includes(asProblem(error).code),
    },
    mutations: { networkMode: "always" },
  },
});

import { MutationObserver, onlineManager, QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { queryClient } from "./query-client.ts";

it("asks the server whatever the browser thinks of its network", async () => {
  onlineManager.setOnline(false);
  const read = vi.fn(async () => 1);
  const act = vi.fn(async () => 2);
  const leave = new QueryObserver(queryClient, { queryKey: ["offline"], queryFn: read }).subscribe(() => {});
  try {
    await expect(new MutationObserver(queryClient, { mutationFn: act }).mutate()).resolves.toBe(2);
    await vi.waitFor(() => expect(queryClient.getQueryData(["offline"])).toBe(1));
  } finally {
    leave();
    onlineManager.setOnline(true);
  }
});

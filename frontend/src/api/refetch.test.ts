// @vitest-environment jsdom
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { refetchAfter } from "./refetch.ts";

/** A view of one list, whose answers come when the test gives them. */
function view(queryKey: string[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } });
  const asked: { resolve: (data: string) => void; reject: (error: Error) => void }[] = [];
  const observer = new QueryObserver<string>(client, {
    queryKey,
    queryFn: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
  });
  observer.subscribe(() => {});
  const shown = () => observer.getCurrentResult().data;
  return { client, asked, shown, observer };
}

test("an event during the first fetch is not lost", async () => {
  const { client, asked, shown } = view(["klaerfaelle", "offen"]);
  refetchAfter(client, ["klaerfaelle"]);
  asked[0]?.resolve("before");
  await waitFor(() => expect(shown()).toBe("before"));
  await waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.resolve("after");
  await waitFor(() => expect(shown()).toBe("after"));
});

test("what is shown is fetched once, what the event does not mean is left alone", async () => {
  const { client, asked, shown } = view(["klaerfaelle", "offen"]);
  asked[0]?.resolve("before");
  await waitFor(() => expect(shown()).toBe("before"));
  refetchAfter(client, ["vorgaenge"]);
  expect(asked).toHaveLength(1);
  refetchAfter(client, []);
  expect(asked).toHaveLength(2);
});

test("a first fetch that fails is the view's to show", async () => {
  const { client, asked, observer } = view(["klaerfaelle"]);
  refetchAfter(client, ["klaerfaelle"]);
  asked[0]?.reject(new Error("unavailable"));
  await waitFor(() => expect(observer.getCurrentResult().isError).toBe(true));
  expect(asked).toHaveLength(1);
});

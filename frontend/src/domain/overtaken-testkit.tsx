import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { ichQuery, vorgangQuery } from "../api/queries.ts";
import type { Ich, Vorgang } from "../api/types.ts";
import { BegunProvider } from "./begun.tsx";
import { aVorgang } from "./testdata.ts";

let id: string;
let client: QueryClient;
/** A server that keeps a case and drafts, and refuses every act. */
export const world = {
  server: aVorgang(),
  drafts: {} as Record<string, unknown>,
  refusal: "",
};

export function prepare(): void {
  beforeAll(() => {
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close ??= () => {};
  });

  beforeEach(() => {
    id = crypto.randomUUID();
    world.drafts = {};
    world.refusal = "";
    client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const ich: Partial<Ich> = {
      benutzer: "ich",
      name: "Ich",
      rechte: ["vorgang.bearbeiten"],
      rollen: [],
      einheiten: [],
    };
    client.setQueryData(ichQuery.queryKey, ich as Ich);
    vi.stubGlobal("fetch", async (request: Request) => {
      const { pathname } = new URL(request.url);
      const art = /entwuerfe\/(\w+)/.exec(pathname)?.[1];
      if (art) {
        if (request.method === "PUT") world.drafts[art] = (await request.json()).inhalt;
        if (request.method === "DELETE") delete world.drafts[art];
        return request.method === "GET"
          ? Response.json({ inhalt: world.drafts[art] ?? {} })
          : new Response(null, { status: 204 });
      }
      if (pathname.endsWith("/verlauf")) {
        const entry = { nr: 9, zeit: "2026-11-21T08:00:00Z", art: "abgeschlossen", akteur: "tkoch" };
        return Response.json({ verlauf: [{ ...entry, akteurName: "Thomas Koch", daten: {}, hash: "0" }] });
      }
      if (pathname.includes("/verfahren/")) return Response.json({ gruende: [], textbausteine: [], unterlagen: [] });
      if (pathname.endsWith("/einheiten")) return Response.json({ einheiten: [] });
      if (request.method === "GET") return Response.json(world.server);
      const problem = { type: "x", title: "x", status: 409, code: "conflict", reason: world.refusal };
      return Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } });
    });
  });
  afterEach(() => vi.unstubAllGlobals());
}

export type View = (props: { vorgang: Vorgang }) => React.ReactNode;

function Page({ view: View }: { view: View }) {
  const { data } = useQuery({ ...vorgangQuery(id), staleTime: 0 });
  if (!data) return null;
  return (
    <BegunProvider vorgang={data}>
      <View vorgang={data} />
    </BegunProvider>
  );
}

export function open(view: View, vorgang: Partial<Vorgang>) {
  world.server = aVorgang({ id, ...vorgang });
  const page = render(
    <QueryClientProvider client={client}>
      <Suspense>
        <Page view={view} />
      </Suspense>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), page };
}

/** What a live event leads to. */
export async function colleague(part: Partial<Vorgang>) {
  world.server = { ...world.server, version: world.server.version + 1, ...part };
  await client.invalidateQueries({ queryKey: ["vorgang", id] });
}

/** The card that stands where the form was, once it is there. */
export async function card(name: string) {
  const box = await screen.findByRole("alert");
  expect(box.textContent).toContain(`Nicht mehr möglich: ${name}`);
  return box;
}
export const own = (box: HTMLElement) => within(box).getByRole("region", { name: /^Ihre Eingabe/ }).textContent;

export async function drop(user: ReturnType<typeof userEvent.setup>, box: HTMLElement) {
  await user.click(within(box).getByRole("button", { name: "Meine Eingabe verwerfen" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
}

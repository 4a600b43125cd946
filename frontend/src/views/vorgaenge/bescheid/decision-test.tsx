import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { vi } from "vitest";
import type { Bescheid, Rueckfrage } from "../../../api/types.ts";
import { BegunProvider } from "../../../domain/begun.tsx";
import { aVorgang } from "../../../domain/testdata.ts";
import { Decision } from "./Decision.tsx";

type Body = Record<string, unknown>;

/** A server that asks back for what `asks` gives, and else does what it is told. What was sent comes back. */
export function serveDecision(reason: string, asks: (body: Body) => Partial<Rueckfrage> | undefined) {
  const sent: Body[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.includes("/entwuerfe/")) return Response.json({ inhalt: {} });
    if (request.method === "GET") return Response.json(aVorgang());
    const { version: _, ...body } = await request.json();
    sent.push(body);
    const rueckfrage = asks(body);
    if (rueckfrage === undefined) return Response.json(aVorgang({ version: 4 }));
    const problem = { type: "x", title: "x", status: 409, code: "conflict", reason, rueckfrage };
    return Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } });
  });
  return sent;
}

export const showDecision = (bescheid: Bescheid) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BegunProvider vorgang={aVorgang()}>
        <Decision vorgang={aVorgang({ bescheide: [bescheid] })} bescheid={bescheid} />
      </BegunProvider>
    </QueryClientProvider>,
  );

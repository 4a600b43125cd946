import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { useDraft } from "./use-draft.ts";

/** A server that keeps one draft with its version. */
export const world = {
  id: "",
  stored: { inhalt: {} } as { inhalt: Record<string, unknown>; am?: string; stand?: number },
  broken: false,
  /** What the server was asked to do, in order; an answer waits while `held` does. */
  asked: [] as string[],
  held: null as Promise<void> | null,
};

export function prepare(): void {
  beforeEach(() => {
    world.stored = { inhalt: {} };
    world.broken = false;
    world.id = crypto.randomUUID();
    world.asked = [];
    world.held = null;
    vi.stubGlobal("fetch", async (request: Request) => {
      if (request.method !== "GET") {
        world.asked.push(request.method);
        await world.held;
      }
      if (world.broken) throw new TypeError("offline");
      const body = request.method === "PUT" ? await request.json() : null;
      const on = body?.stand ?? new URL(request.url).searchParams.get("stand");
      if (request.method !== "GET" && world.stored.stand && Number(on) !== world.stored.stand) {
        const stale = { type: "x", title: "x", status: 409, code: "stale", reason: "draft_stale" };
        return Response.json(stale, { status: 409, headers: { "Content-Type": "application/problem+json" } });
      }
      if (body) {
        world.stored = { inhalt: body.inhalt, am: new Date().toISOString(), stand: (body.stand ?? 0) + 1 };
        return Response.json({ stand: world.stored.stand });
      }
      if (request.method === "DELETE") {
        world.stored = { inhalt: {} };
        return new Response(null, { status: 204 });
      }
      return Response.json(world.stored);
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

export const open = () => renderHook(() => useDraft(world.id, "nachricht", { betreff: "", text: "" }));

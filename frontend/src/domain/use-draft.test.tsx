import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useDraft, youngerDraft } from "./use-draft.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const KEY = `kontor.entwurf.${ID}.nachricht`;
let stored: { inhalt: Record<string, unknown>; am?: string };
let broken = false;

beforeEach(() => {
  stored = { inhalt: {} };
  broken = false;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (broken) throw new TypeError("offline");
    if (request.method === "PUT") {
      stored = { ...(await request.json()), am: new Date().toISOString() };
      return new Response(null, { status: 204 });
    }
    if (request.method === "DELETE") {
      stored = { inhalt: {} };
      return new Response(null, { status: 204 });
    }
    return Response.json(stored);
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = () => renderHook(() => useDraft(ID, "nachricht", { betreff: "", text: "" }));

it("saves on the server after a second and comes back after a reload", async () => {
  const first = open();
  await waitFor(() => expect(first.result.current.state).toBe("leer"));
  act(() => first.result.current.change({ text: "Guten Tag" }));
  await waitFor(() => expect(first.result.current.state).toBe("gespeichert"), { timeout: 3000 });
  expect(stored.inhalt.text).toBe("Guten Tag");
  expect(localStorage.getItem(KEY)).toBeNull();
  first.unmount();
  const second = open();
  await waitFor(() => expect(second.result.current.value.text).toBe("Guten Tag"));
});

it("keeps typed text in the browser while the server does not answer", async () => {
  const first = open();
  await waitFor(() => expect(first.result.current.state).toBe("leer"));
  broken = true;
  act(() => first.result.current.change({ text: "nicht verlieren" }));
  await waitFor(() => expect(first.result.current.state).toBe("nur_hier"), { timeout: 3000 });
  first.unmount();
  broken = false;
  const second = open();
  await waitFor(() => expect(second.result.current.value.text).toBe("nicht verlieren"));
});

it("forgets a draft that was discarded", async () => {
  stored = { inhalt: { text: "alt" }, am: "2026-11-20T10:00:00Z" };
  const { result } = open();
  await waitFor(() => expect(result.current.value.text).toBe("alt"));
  await act(() => result.current.discard());
  expect(result.current.value.text).toBe("");
  expect(stored.inhalt).toEqual({});
});

it("prefers the younger copy", () => {
  const server = { inhalt: { text: "Server" }, am: "2026-11-20T10:00:00Z" };
  expect(youngerDraft(server, { inhalt: { text: "hier" }, am: "2026-11-20T10:05:00Z" })).toEqual({ text: "hier" });
  expect(youngerDraft(server, { inhalt: { text: "hier" }, am: "2026-11-20T09:00:00Z" })).toEqual({ text: "Server" });
});

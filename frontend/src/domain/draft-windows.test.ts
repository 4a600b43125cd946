// @vitest-environment jsdom
import { act, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { open, prepare, world } from "./draft-testkit.ts";

prepare();

/** What another computer, of which this browser hears nothing, has saved meanwhile. */
function elsewhere(inhalt: Record<string, unknown>) {
  world.stored = { inhalt, am: new Date().toISOString(), stand: (world.stored.stand ?? 0) + 1 };
}

async function begun(inhalt: Record<string, unknown>) {
  world.stored = { inhalt, am: "2026-11-20T10:00:00Z", stand: 4 };
  const page = open();
  await waitFor(() => expect(page.result.current.value).toMatchObject(inhalt));
  return page;
}

it("puts together what was typed in different fields of two windows", async () => {
  const { result } = await begun({ betreff: "Frage", text: "" });
  elsewhere({ betreff: "Rückfrage", text: "" });
  act(() => result.current.change({ text: "Guten Tag" }));
  await waitFor(() => expect(world.stored.inhalt).toEqual({ betreff: "Rückfrage", text: "Guten Tag" }));
  expect(result.current.value).toEqual({ betreff: "Rückfrage", text: "Guten Tag" });
  expect(result.current.conflict).toBeNull();
});

it("never overwrites what another window wrote in the same field: both texts, and the person decides", async () => {
  const { result } = await begun({ betreff: "", text: "alt" });
  elsewhere({ betreff: "", text: "dort" });
  act(() => result.current.change({ text: "hier" }));
  await waitFor(() => expect(result.current.conflict?.theirs).toEqual(["dort"]));
  expect(world.stored.inhalt.text).toBe("dort");
  expect([result.current.state, result.current.value.text]).toEqual(["konflikt", "hier"]);
  act(() => result.current.conflict?.settle(true));
  await waitFor(() => expect(world.stored.inhalt.text).toBe("hier"));
  expect(result.current.state).toBe("gespeichert");
});

it("takes the other text where one wants it", async () => {
  const { result } = await begun({ betreff: "", text: "alt" });
  elsewhere({ betreff: "", text: "dort" });
  act(() => result.current.change({ text: "hier" }));
  await waitFor(() => expect(result.current.conflict).not.toBeNull());
  act(() => result.current.conflict?.settle(false));
  expect([result.current.state, result.current.value.text]).toEqual(["gespeichert", "dort"]);
});

it("follows another window of the same browser as it saves, and when it sends", async () => {
  const { result } = await begun({ betreff: "", text: "alt" });
  const window = new BroadcastChannel("kontor.entwuerfe");
  const key = `kontor.entwurf.${world.id}.nachricht`;
  window.postMessage({ key, inhalt: { betreff: "", text: "dort" }, version: 5 });
  await waitFor(() => expect(result.current.value.text).toBe("dort"));
  world.stored = { inhalt: { betreff: "", text: "dort" }, am: new Date().toISOString(), stand: 5 };
  act(() => result.current.change({ text: "dort weiter" }));
  await waitFor(() => expect(world.stored.inhalt.text).toBe("dort weiter"));
  window.postMessage({ key, inhalt: {}, version: 0 });
  await waitFor(() => expect(result.current.state).toBe("leer"));
  expect(result.current.value.text).toBe("");
  window.close();
});

it("tells other windows what it has saved", async () => {
  const window = new BroadcastChannel("kontor.entwuerfe");
  const heard: unknown[] = [];
  window.onmessage = (e) => heard.push(e.data.inhalt);
  const { result } = await begun({ betreff: "", text: "alt" });
  act(() => result.current.change({ text: "neu" }));
  await waitFor(() => expect(heard).toEqual([{ betreff: "", text: "neu" }]));
  window.close();
});

it("saves at once when nobody sees the page any more", async () => {
  vi.useFakeTimers();
  const { result } = open();
  await act(() => vi.advanceTimersByTimeAsync(100));
  act(() => result.current.change({ text: "unterwegs" }));
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await act(async () => {
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(world.stored.inhalt.text).toBe("unterwegs");
  vi.restoreAllMocks();
});

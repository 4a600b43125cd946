// @vitest-environment jsdom
import { act, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { open, prepare, world } from "./draft-testkit.ts";
import { youngerDraft } from "./draft-wire.ts";

prepare();

it("saves on the server after a second and comes back after a reload", async () => {
  const first = open();
  await waitFor(() => expect(first.result.current.state).toBe("leer"));
  act(() => first.result.current.change({ text: "Guten Tag" }));
  await waitFor(() => expect(first.result.current.state).toBe("gespeichert"));
  expect(world.stored.inhalt.text).toBe("Guten Tag");
  expect(localStorage.getItem(`kontor.entwurf.${world.id}.nachricht`)).toBeNull();
  first.unmount();
  const second = open();
  await waitFor(() => expect(second.result.current.value.text).toBe("Guten Tag"));
});

it("keeps typed text in the browser while the server does not answer", async () => {
  const first = open();
  await waitFor(() => expect(first.result.current.state).toBe("leer"));
  world.broken = true;
  act(() => first.result.current.change({ text: "nicht verlieren" }));
  await waitFor(() => expect(first.result.current.state).toBe("nur_hier"));
  first.unmount();
  world.broken = false;
  const second = open();
  await waitFor(() => expect(second.result.current.value.text).toBe("nicht verlieren"));
});

it("forgets a draft that was discarded", async () => {
  world.stored = { inhalt: { text: "alt" }, am: "2026-11-20T10:00:00Z" };
  const { result } = open();
  await waitFor(() => expect(result.current.value.text).toBe("alt"));
  await act(() => result.current.discard());
  expect(result.current.value.text).toBe("");
  expect(world.stored.inhalt).toEqual({});
});

function hold(): () => void {
  let release = () => {};
  world.held = new Promise((done) => {
    release = () => {
      world.held = null;
      done();
    };
  });
  return release;
}

it("never has two saves under way, so that the older one cannot come last", async () => {
  vi.useFakeTimers();
  const { result } = open();
  await act(() => vi.advanceTimersByTimeAsync(100));
  const release = hold();
  act(() => result.current.change({ text: "alt" }));
  await act(() => vi.advanceTimersByTimeAsync(2000));
  act(() => result.current.change({ text: "neu" }));
  await act(() => vi.advanceTimersByTimeAsync(5000));
  expect(world.asked).toEqual(["PUT"]);
  release();
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect([world.asked, world.stored.inhalt.text, result.current.state]).toEqual([["PUT", "PUT"], "neu", "gespeichert"]);
});

it("takes a sent draft away only after the save that is under way", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.state).toBe("leer"));
  const release = hold();
  act(() => result.current.change({ text: "gesendet" }));
  await waitFor(() => expect(world.asked).toEqual(["PUT"]));
  let gone: Promise<void> | undefined;
  act(() => {
    gone = result.current.discard();
  });
  expect(result.current.state).toBe("leer");
  act(release);
  await act(() => gone);
  expect(world.asked).toEqual(["PUT", "DELETE"]);
  expect(world.stored.inhalt).toEqual({});
});

it("is at rest after an edit that was taken back", async () => {
  world.stored = { inhalt: { text: "alt" }, am: "2026-11-20T10:00:00Z" };
  const { result } = open();
  await waitFor(() => expect(result.current.value.text).toBe("alt"));
  act(() => result.current.change({ text: "alt!" }));
  act(() => result.current.change({ text: "alt" }));
  expect(result.current.state).toBe("gespeichert");
  expect(world.asked).toEqual([]);
});

it("finds the earlier draft once the server answers", async () => {
  vi.useFakeTimers();
  world.stored = { inhalt: { text: "alt" }, am: "2026-11-20T10:00:00Z" };
  world.broken = true;
  const { result } = open();
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(result.current.state).toBe("leer");
  world.broken = false;
  await act(() => vi.advanceTimersByTimeAsync(11_000));
  expect(result.current.value.text).toBe("alt");
});

it("believes its own copy, whatever the clocks say, while the server has what it was typed on", () => {
  const server = { inhalt: { text: "Server", betreff: "" }, am: "2026-11-20T10:00:00Z" };
  const local = { base: { betreff: "", text: "Server" }, inhalt: { text: "hier" }, am: "2026-11-20T09:00:00Z" };
  expect(youngerDraft(server, local)).toEqual({ text: "hier" });
});

it("prefers the younger copy", () => {
  const server = { inhalt: { text: "Server" }, am: "2026-11-20T10:00:00Z" };
  expect(youngerDraft(server, { inhalt: { text: "hier" }, am: "2026-11-20T10:05:00Z" })).toEqual({ text: "hier" });
  expect(youngerDraft(server, { inhalt: { text: "hier" }, am: "2026-11-20T09:00:00Z" })).toEqual({ text: "Server" });
});

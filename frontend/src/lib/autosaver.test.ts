import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type AutosaveEvent, begin, REST, RETRY, Rules, type Stored } from "./autosave.ts";
import { Autosaver, underWayAs } from "./autosaver.ts";

type Text = Stored<string>;
const rules = new Rules<string>({ same: (a, b) => a === b, merge: (_, mine) => mine });

/** A server whose answers come when the test lets them. */
class Server {
  sent: Text[] = [];
  kept: unknown = null;
  private answers: { ok: (now: Text) => void; fail: (fault: unknown) => void }[] = [];
  save = (stand: number, inhalt: string) => {
    this.sent.push({ stand, inhalt });
    return new Promise<Text>((ok, fail) => void this.answers.push({ ok, fail }));
  };
  unsaved = vi.fn();
  explain = async (): Promise<AutosaveEvent<string>> => ({ type: "unanswered" });
  keep = (open: unknown) => {
    this.kept = open;
  };
  async accept() {
    const { stand, inhalt } = this.sent.at(-1) as Text;
    this.answers.shift()?.ok({ stand: stand + 1, inhalt });
    await vi.advanceTimersByTimeAsync(0);
  }
  async fail() {
    this.answers.shift()?.fail(new TypeError("offline"));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let server: Server;
let saver: Autosaver<string>;
const type = (inhalt: string) => saver.tell({ type: "edit", inhalt });

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  saver = new Autosaver<string>("draft", rules, server, begin({ stand: 1, inhalt: "" }, ""));
  saver.enter();
});
afterEach(() => vi.useRealTimers());

it("saves after a rest, one at a time, and what was typed meanwhile right after", async () => {
  type("a");
  await vi.advanceTimersByTimeAsync(REST - 1);
  type("ab");
  await vi.advanceTimersByTimeAsync(REST - 1);
  expect(server.sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  type("abc");
  await vi.advanceTimersByTimeAsync(10 * REST);
  expect(server.sent).toEqual([{ stand: 1, inhalt: "ab" }]);
  await server.accept();
  expect(server.sent.at(-1)).toEqual({ stand: 2, inhalt: "abc" });
  expect(server.kept).not.toBeNull();
  await server.accept();
  expect([saver.state, server.kept]).toEqual(["gespeichert", null]);
});

it("saves at once on leaving, finishes what is under way, and goes on with it for whoever comes back", async () => {
  type("a");
  const left = saver.leave();
  expect(server.sent).toEqual([{ stand: 1, inhalt: "a" }]);
  expect(underWayAs("draft")).toBe(saver);
  saver.enter();
  type("ab");
  await vi.advanceTimersByTimeAsync(10 * REST);
  expect(server.sent.length).toBe(1);
  await server.accept();
  await server.accept();
  expect(await left).toBe(true);
  expect(server.sent.at(-1)).toEqual({ stand: 2, inhalt: "ab" });
  expect(await saver.leave()).toBe(true);
  expect(server.unsaved).not.toHaveBeenCalled();
});

it("tries an unreachable server again while somebody looks, and keeps the text here when nobody does", async () => {
  type("a");
  await vi.advanceTimersByTimeAsync(REST);
  await server.fail();
  expect(saver.state).toBe("nur_hier");
  await vi.advanceTimersByTimeAsync(RETRY);
  expect(server.sent.length).toBe(2);
  const left = saver.leave();
  expect(server.unsaved).not.toHaveBeenCalled();
  await server.fail();
  expect(await left).toBe(false);
  expect(server.unsaved).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(10 * RETRY);
  expect(server.sent.length).toBe(2);
  expect(underWayAs("draft")).toBeNull();
  expect(server.kept).toEqual({ base: { stand: 1, inhalt: "" }, inhalt: "a" });
});

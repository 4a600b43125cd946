import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SessionEnd } from "./session-end.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let end: SessionEnd;
let name = "";
const leave: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  name = `sitzung-${Math.random()}`;
  end = new SessionEnd(name);
  leave.push(end.subscribe(() => undefined));
  end.noteAnswer(200);
  end.learn({ noch: 12 * 3600, ruhe: 4 * 3600 });
});
afterEach(() => {
  for (const call of leave.splice(0)) call();
  vi.useRealTimers();
});
const wait = (ms: number) => vi.advanceTimersByTime(ms);

it("announces five minutes before that the session ends for want of requests, and forgets it after one", () => {
  wait(4 * HOUR - 6 * MINUTE);
  expect(end.snapshot().is).toBe("gut");
  wait(2 * MINUTE);
  expect(end.snapshot()).toMatchObject({ is: "endet", weil: "ruhe" });
  end.noteAnswer(200);
  expect(end.snapshot().is).toBe("gut");
});

it("announces the end that no request puts off", () => {
  for (let hour = 1; hour < 12; hour++) {
    wait(HOUR);
    end.noteAnswer(204);
  }
  wait(HOUR - 4 * MINUTE);
  end.noteAnswer(200);
  expect(end.snapshot()).toMatchObject({ is: "endet", weil: "ganz" });
  wait(5 * MINUTE);
  expect(end.snapshot().is).toBe("abgelaufen");
});

it("is over when the server says so, and goes on after a sign-in elsewhere", () => {
  end.noteAnswer(401);
  expect(end.snapshot().is).toBe("abgelaufen");
  end.noteAnswer(200);
  expect(end.snapshot().is).toBe("gut");
});

it("knows of no end where the server tells none", () => {
  end.learn(undefined);
  wait(24 * HOUR);
  expect(end.snapshot().is).toBe("gut");
});

it("hears of requests and of a sign-in in another window", async () => {
  vi.useRealTimers();
  end.noteAnswer(401);
  const heard = new Promise<void>((done) => leave.push(end.onSignedIn(done)));
  new SessionEnd(name).announceSignIn();
  await heard;
  expect(end.snapshot().is).toBe("gut");
});

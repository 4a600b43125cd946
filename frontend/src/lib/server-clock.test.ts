import { afterEach, expect, it, vi } from "vitest";
import { today } from "./date.ts";
import { noteServerTime, serverNow } from "./server-clock.ts";

afterEach(() => {
  vi.useRealTimers();
  noteServerTime(new Date().toUTCString());
});

it("goes by the server where the clock of the desk is wrong", () => {
  vi.useFakeTimers({ now: new Date("2026-11-24T09:00:00Z") });
  noteServerTime("Sat, 05 Dec 2026 09:00:00 GMT");
  expect(today()).toBe("2026-12-05");
  noteServerTime("Fri, 20 Nov 2026 09:00:00 GMT");
  expect(today()).toBe("2026-11-20");
});

it("leaves a clock alone that is right, and what is no time", () => {
  vi.useFakeTimers({ now: new Date("2026-11-24T09:00:00Z") });
  noteServerTime("Tue, 24 Nov 2026 09:01:00 GMT");
  noteServerTime(null);
  noteServerTime("gestern");
  expect(serverNow()).toEqual(new Date("2026-11-24T09:00:00Z"));
});

import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { addMonths, formatMoment, momentOf, nextWorkday } from "./date.ts";
import { parseCents, parseNumber } from "./number.ts";
import { changeSettings } from "./settings.ts";
import { useShortcuts } from "./shortcuts.ts";
import { hitParts, initials } from "./text.ts";

it.each([
  ["18,5", 18.5],
  ["18.5", 18.5],
  ["-3", -3],
  ["0,125", 0.125],
  ["1.234,5", 1234.5],
  ["1.250.000", 1250000],
  ["1.250", null],
  ["1,250", null],
  ["", null],
  ["1e3", null],
  ["viel", null],
])("reads the number %s", (text, zahl) => {
  expect(parseNumber(text)).toBe(zahl);
});

it.each([
  ["95", 9500],
  ["95,5", 9550],
  ["1.234,50 €", 123450],
  ["12.50", 1250],
  ["viel", null],
])("reads the amount %s", (text, cents) => {
  expect(parseCents(text)).toBe(cents);
});

it("knows the calendar", () => {
  expect(addMonths("2027-01-31", 1)).toBe("2027-02-28");
  expect(nextWorkday("2026-11-21")).toBe("2026-11-23");
  expect(formatMoment("2026-11-20T15:42:00Z", "de", "2026-11-21")).toBe("gestern 16:42");
});

it("splits a hit at its marks", () => {
  expect(hitParts("Am \u2063Hafen\u2063 3").map((p) => [p.text, p.hit])).toEqual([
    ["Am ", false],
    ["Hafen", true],
    [" 3", false],
  ]);
});

it("makes marks for people", () => {
  expect(initials("Sabine Brandt")).toBe("SB");
});

it("never fires a single key while typing, and can be switched off", () => {
  const act = vi.fn();
  function Page() {
    useShortcuts({ x: act });
    return <input aria-label="Feld" />;
  }
  render(<Page />);
  fireEvent.keyDown(screen.getByLabelText("Feld"), { key: "x" });
  expect(act).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "x" });
  expect(act).toHaveBeenCalledTimes(1);
  changeSettings({ shortcuts: false });
  fireEvent.keyDown(document.body, { key: "x" });
  expect(act).toHaveBeenCalledTimes(1);
  changeSettings({ shortcuts: true });
});

it("reads a day and a time as those of Berlin, in winter and in summer", () => {
  expect(momentOf("2026-12-11", "15:00")).toBe("2026-12-11T15:00:00+01:00");
  expect(momentOf("2026-07-01", "00:30")).toBe("2026-07-01T00:30:00+02:00");
  expect(momentOf("2026-10-25", "02:30")).toBe("2026-10-25T02:30:00+02:00"); // comes twice
  expect(momentOf("2026-03-29", "02:30")).toBe("2026-03-29T02:30:00+01:00"); // does not come
});

import { describe, expect, it } from "vitest";
import { dueText, inWorkdays, urgencyOf } from "./urgency.ts";

const SATURDAY = "2026-11-21";

describe("urgencyOf", () => {
  it.each([
    ["2026-11-20", "ueberfaellig"],
    ["2026-11-21", "heute"],
    ["2026-11-22", "diese_woche"],
    ["2026-11-28", "diese_woche"],
    ["2026-11-29", "spaeter"],
    [null, "ohne_frist"],
  ])("puts %s into %s", (day, group) => {
    expect(urgencyOf(day, SATURDAY)).toBe(group);
  });
});

describe("dueText", () => {
  it.each([
    ["2026-11-19", "vor 2 Tagen"],
    ["2026-11-20", "gestern"],
    ["2026-11-21", "heute"],
    ["2026-11-22", "morgen"],
    ["2026-11-23", "in 2 Tagen"],
    ["2026-11-25", "in 4 Tagen"],
    ["2026-12-08", "08.12."],
    ["2027-01-08", "08.01.2027"],
  ])("says %s as “%s”", (day, text) => {
    expect(dueText(day, "de", SATURDAY)).toBe(text);
  });

  it("speaks English", () => {
    expect(dueText("2026-11-25", "en", SATURDAY)).toBe("in 4 days");
  });
});

it("counts working days over the weekend", () => {
  expect(inWorkdays(10, "2026-11-20")).toBe("2026-12-04");
});

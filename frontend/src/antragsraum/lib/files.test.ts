import { expect, it } from "vitest";
import { checkFiles, maxBytes, maxFiles } from "./files";
import { daysUntil } from "./format";

const sized = (name: string, size: number) => Object.defineProperty(new File(["x"], name), "size", { value: size });

it("takes files up to 100 MB together and names the one that does not fit", () => {
  const { good, complaints } = checkFiles([], [sized("a", maxBytes - 1), sized("b", 2), sized("c", 1)]);
  expect(good.map((file) => file.name)).toEqual(["a", "c"]);
  expect(complaints).toEqual([{ key: "zuGross", name: "b" }]);
});

it("takes at most 20 files, counting those already chosen", () => {
  const present = Array.from({ length: maxFiles - 1 }, () => ({ part: "datei", file: sized("x", 1) }));
  const { good, complaints } = checkFiles(present, [sized("y", 1), sized("z", 1)]);
  expect(good).toHaveLength(1);
  expect(complaints).toEqual([{ key: "zuViele", name: "z" }]);
});

it("counts days by the calendar in Berlin, not by hours", () => {
  const lateEvening = new Date("2026-11-21T23:30:00Z");
  expect(daysUntil("2026-11-22", lateEvening)).toBe(0);
  expect(daysUntil("2026-12-05", lateEvening)).toBe(13);
});

import { expect, it } from "vitest";
import { linesTotal, readLine } from "./fee-lines.ts";

const line = (menge: string, satz: string) => ({ bezeichnung: "Fläche", menge, einheit: "m²", satz });

it.each([
  ["8,5", "12,50", "106,25"],
  ["0,335", "1,00", "0,34"],
  ["0,5", "0,01", "0,01"],
  ["1,2345", "1", ""],
  ["1000001", "1", ""],
  ["-1", "1", ""],
  ["zwölf", "1", ""],
  ["1", "", ""],
])("%s at %s comes to %s, as the server counts", (menge, satz, total) => {
  expect(linesTotal([line(menge, satz)])).toBe(total);
  expect(readLine(line(menge, satz)) === null).toBe(total === "");
});

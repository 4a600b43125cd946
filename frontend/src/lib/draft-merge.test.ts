import { expect, it } from "vitest";
import { clashes, merge } from "./draft-merge.ts";

const base = { betreff: "Frage", text: "", begonnen: { a: { grund: "x" } }, punkte: ["Plan"] };

it("puts what two windows changed in different places together", () => {
  const mine = { ...base, text: "Guten Tag", begonnen: { a: { grund: "x" }, b: { grund: "neu" } } };
  const theirs = { ...base, betreff: "Rückfrage", begonnen: { a: { grund: "y" } } };
  expect(clashes(base, mine, theirs)).toEqual([]);
  expect(merge(base, mine, theirs)).toEqual({
    ...{ betreff: "Rückfrage", text: "Guten Tag", punkte: ["Plan"] },
    begonnen: { a: { grund: "y" }, b: { grund: "neu" } },
  });
});

it("drops what one window has dropped", () => {
  expect(merge(base, { ...base, begonnen: {} }, { ...base, text: "da" })).toEqual({
    ...base,
    text: "da",
    begonnen: {},
  });
});

it("names the texts that both have changed, and not the step one is at", () => {
  const mine = { ...base, text: "hier", schritt: "kanal" };
  const theirs = { ...base, text: "dort", schritt: "gruende" };
  expect(clashes(base, mine, theirs)).toEqual(["dort"]);
  expect(clashes(base, mine, { ...mine })).toEqual([]);
});

import { expect, it } from "vitest";
import { wordDiff } from "./word-diff.ts";

const side = (before: string, after: string, without: "gone" | "new") =>
  wordDiff(before, after)
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join("");

it("marks the words that changed and no others", () => {
  expect(wordDiff("Wir erlauben 12 m² bis Mai.", "Wir erlauben 18 m² bis Mai.")).toEqual([
    { kind: "same", text: "Wir erlauben " },
    { kind: "gone", text: "12 " },
    { kind: "new", text: "18 " },
    { kind: "same", text: "m² bis Mai." },
  ]);
  expect(wordDiff("gleich", "gleich")).toEqual([{ kind: "same", text: "gleich" }]);
  expect(wordDiff("", "neu")).toEqual([{ kind: "new", text: "neu" }]);
  expect(wordDiff("alt", "")).toEqual([{ kind: "gone", text: "alt" }]);
});

it("loses no word of either text, however they differ", () => {
  const words = ["der", "Weg", "bleibt", "frei\n", "nicht"];
  for (let seed = 1; seed < 200; seed++) {
    const text = (salt: number) =>
      Array.from({ length: (seed * salt) % 12 }, (_, i) => words[(seed * salt + i * i * salt) % words.length]).join(
        " ",
      );
    const [a, b] = [text(7), text(11)];
    expect([side(a, b, "new"), side(a, b, "gone")]).toEqual([a, b]);
  }
  const long = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join(" ");
  expect(wordDiff(long("a"), long("b"))).toHaveLength(2); // too long to compare: the one, then the other
});

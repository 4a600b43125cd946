import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";

const source = readFileSync(join(import.meta.dirname, "../../../backend/internal/casework/verlauf.go"), "utf8");
const list = /var Ereignisse = map\[string\]string\{(.*?)\n\}/s.exec(source)?.[1] ?? "";
const kinds = [...list.matchAll(/^\t"(\w+)":/gm)].map(([, kind = ""]) => kind).sort();

it("has a German and an English sentence for every kind of journal entry, and for nothing else", () => {
  expect(kinds.length).toBeGreaterThan(40);
  expect(Object.keys(de.ereignis).sort()).toEqual(kinds);
  expect(Object.keys(en.ereignis).sort()).toEqual(kinds);
});

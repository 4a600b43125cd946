import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { leseprotokollDe } from "./leseprotokoll.de.ts";

it("has words for everything that the read log notes", () => {
  const go = readFileSync(join(import.meta.dirname, "../../../backend/internal/casework/zugriff.go"), "utf8");
  const noted = [...go.matchAll(/^\t"(\w+)":\s+"([^"]+)"/gm)].map(([, art, words]) => [art, words]);
  expect(noted.length).toBeGreaterThan(10);
  expect(Object.entries(leseprotokollDe.leseprotokoll.was)).toEqual(noted);
});

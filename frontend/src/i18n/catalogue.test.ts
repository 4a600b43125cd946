import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";

function keys(node: object, path = ""): string[] {
  return Object.entries(node).flatMap(([name, wert]) =>
    typeof wert === "string" ? [path + name] : keys(wert, `${path}${name}.`),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "antragsraum" ? [] : sources(path);
    return /(?<!test|gen)\.tsx?$/.test(name) ? [path] : [];
  });
}

const german = keys(de);
const known = new Set(german.map((key) => key.replace(/_(one|other)$/, "")));

describe("catalogue", () => {
  it("has the same keys in both languages", () => {
    expect(keys(en)).toEqual(german);
  });

  it("has no empty sentence", () => {
    for (const node of [de, en]) expect(JSON.stringify(node)).not.toContain(':""');
  });

  it("keeps the variables of every sentence", () => {
    const read = (node: object, key: string) =>
      key.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], node) as string;
    const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
    for (const key of german) expect([key, variables(read(en, key))]).toEqual([key, variables(read(de, key))]);
  });

  it("knows every key the views name", () => {
    const missing = sources(join(import.meta.dirname, "..")).flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\bt\(\s*"([\w.]+)"/g)]
        .map((hit) => hit[1] ?? "")
        .filter((key) => !known.has(key))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { de } from "./de";

const portal = join(import.meta.dirname, "..");
const program = readdirSync(portal, { recursive: true })
  .map(String)
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^i18n/.test(file))
  .map((file) => readFileSync(join(portal, file), "utf8"))
  .join("\n");
const contract = readFileSync(join(portal, "../api/schema.gen.ts"), "utf8");
const parents = new Set([...program.matchAll(/`([\w.]+)\.[\w]*\$\{/g)].map((hit) => hit[1]));

const keysOf = (part: object, path = ""): string[] =>
  Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : keysOf(value as object, `${path}${key}.`),
  );

/** Written out in full, or put together from a beginning and a word that stands in the program or the contract. */
function used(key: string): boolean {
  const plain = key.replace(/_(one|other|AO)$/, "");
  if (program.includes(`"${plain}"`)) return true;
  const [parent, word] = [plain.slice(0, plain.lastIndexOf(".")), plain.slice(plain.lastIndexOf(".") + 1)];
  const said = new RegExp(`"${word.replace(/(Tun|Bis|Vorbei)$/, "")}"|\\b${word}: `);
  return parents.has(parent) && (said.test(program) || said.test(contract));
}

it("holds no sentence that nobody ever reads", () => {
  const known = ["fehler.grund.", "fehler.stale"]; // of the server: its reasons, and a code that any operation may answer
  const idle = keysOf(de).filter((key) => !known.some((start) => key.startsWith(start)) && !used(key));
  expect(idle).toEqual([]);
});

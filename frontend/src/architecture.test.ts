import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const SRC = import.meta.dirname;
/** Imports go upwards only: a room may use those before it. */
const ROOMS = ["lib", "i18n", "api", "components", "domain", "views", "app"];

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "antragsraum" ? [] : files(path);
    return /\.tsx?$/.test(name) && !name.endsWith(".gen.ts") ? [path] : [];
  });
}

const all = files(SRC);
const room = (path: string) => ROOMS.indexOf(relative(SRC, path).split("/")[0] ?? "");

it("imports upwards only, and never from a sibling view", () => {
  const wrong = all.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/from "(\.[^"]+)"/g)].flatMap(([, target = ""]) => {
      const other = resolve(path, "..", target);
      const from = room(path);
      if (from === -1) return [];
      const folder = (p: string) => relative(SRC, p).split("/").slice(0, -1).join("/");
      const sibling =
        from === ROOMS.indexOf("views") && room(other) === from && !folder(path).startsWith(folder(other));
      return room(other) > from || sibling ? [`${relative(SRC, path)} → ${target}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

it("keeps components under 200 lines", () => {
  const long = all.filter((path) => path.endsWith(".tsx") && readFileSync(path, "utf8").split("\n").length > 200);
  expect(long.map((path) => relative(SRC, path))).toEqual([]);
});

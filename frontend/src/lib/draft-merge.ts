import { hashKey } from "@tanstack/react-query";

/** The server returns members in another order. */
export const same = (a: unknown, b: unknown): boolean => hashKey([a]) === hashKey([b]);

type Members = Record<string, unknown>;

const isMembers = (x: unknown): x is Members => typeof x === "object" && x !== null && !Array.isArray(x);
const namesOf = (...objects: Members[]): string[] => [...new Set(objects.flatMap(Object.keys))];

/** What `mine` changed since `base`, put on top of `theirs`, member by member. */
export function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (!isMembers(mine) || !isMembers(theirs)) return same(mine, base) ? theirs : mine;
  const before = isMembers(base) ? base : {};
  const all = namesOf(mine, theirs).map((name) => [name, merge(before[name], mine[name], theirs[name])] as const);
  return Object.fromEntries(all.filter(([, wert]) => wert !== undefined));
}

/** Members that only say where in a form somebody is, and since when: nobody typed them. */
const BESIDE = ["schritt", "seit"];

/** What is there to be read. */
function textsOf(x: unknown): string[] {
  if (typeof x === "string") return [x];
  if (Array.isArray(x)) return x.flatMap(textsOf);
  if (!isMembers(x)) return [];
  return Object.entries(x).flatMap(([name, wert]) => (BESIDE.includes(name) ? [] : textsOf(wert)));
}

/** The texts that both changed since `base`, and differently, as they stand in `theirs`. */
export function clashes(base: unknown, mine: unknown, theirs: unknown): string[] {
  if (same(mine, theirs) || same(mine, base) || same(theirs, base)) return [];
  if (!isMembers(mine) || !isMembers(theirs)) return textsOf(theirs);
  const before = isMembers(base) ? base : {};
  return namesOf(mine, theirs)
    .filter((name) => !BESIDE.includes(name))
    .flatMap((name) => clashes(before[name], mine[name], theirs[name]));
}

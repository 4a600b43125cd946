/**
 * Paths to fields of an application, as the server reads them: `a.b`, `a[].b`, `a.*_qm`, and `"a b".c` for names with
 * other characters.
 */

interface Segment {
  pattern: string;
  /** Between quotes: every character stands for itself. */
  exact: boolean;
  repeat: boolean;
}

const PLAIN = /^[^[\]{}?*\\/.\s"]+$/;

/** One name as it stands in a path. */
export const pathName = (name: string): string =>
  PLAIN.test(name) ? name : `"${name.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;

const PART = /(?:"((?:\\.|[^"\\])*)"|([^[\]{}?\\/"\s.]+))(\[\])?(\.|$)/y;

/** The parts of a path; null = it is none. */
export function parsePath(text: string): Segment[] | null {
  const parts: Segment[] = [];
  PART.lastIndex = 0;
  let more = true;
  while (more) {
    const hit = PART.exec(text);
    if (!hit) return null;
    const [, quoted, plain, repeat, dot] = hit;
    const pattern = plain ?? (quoted ?? "").replace(/\\(.)/g, "$1");
    if (pattern === "") return null;
    parts.push({ pattern, exact: quoted !== undefined, repeat: repeat !== undefined });
    more = dot === ".";
  }
  return parts;
}

export const isPath = (text: string): boolean => parsePath(text) !== null;

/** An entry of a list is a level of its own: "a[].b" is a, entry, b. */
const ENTRY = Symbol("entry");

type Level = Segment | typeof ENTRY;
const levels = (parts: Segment[]): Level[] => parts.flatMap((p): Level[] => (p.repeat ? [p, ENTRY] : [p]));

function fits(pattern: Level, name: Level | undefined): boolean {
  if (name === undefined) return false;
  if (pattern === ENTRY) return name === ENTRY;
  if (name === ENTRY) return pattern.pattern === "*" || /^\d+$/.test(pattern.pattern);
  if (pattern.pattern === name.pattern) return true;
  if (pattern.exact || !pattern.pattern.includes("*")) return false;
  return new RegExp(`^${pattern.pattern.replace(/[.+^$()|]/g, "\\$&").replaceAll("*", ".*")}$`).test(name.pattern);
}

/** Whether a path, which may hold `*`, leads to the field. */
export function covers(pattern: string, pfad: string): boolean {
  if (pattern === pfad) return true;
  if (!/[*\d]/.test(pattern)) return false;
  const [a, b] = [parsePath(pattern), parsePath(pfad)];
  if (!a || !b) return false;
  const [parts, names] = [levels(a), levels(b)];
  return parts.length === names.length && parts.every((part, nr) => fits(part, names[nr]));
}

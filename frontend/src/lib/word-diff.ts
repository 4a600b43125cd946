export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Beyond this many comparisons the two texts stand one after the other. */
const LIMIT = 4_000_000;
/** After every space; an amount and its unit stay together. */
const WORD = /(?<=[^\S\u00a0])/;

/** What was taken out of a text and what came in, by words. */
export function wordDiff(before: string, after: string): Piece[] {
  const a = before.split(WORD);
  const b = after.split(WORD);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (text === "") return;
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  add("same", a.slice(0, start).join(""));
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), add);
  add("same", a.slice(a.length - end).join(""));
  return pieces;
}

/** The longest run of words that both have, in their order, stays. */
function middle(a: string[], b: string[], add: (kind: Piece["kind"], text: string) => void) {
  if (a.length * b.length > LIMIT) {
    add("gone", a.join(""));
    add("new", b.join(""));
    return;
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i] ?? "");
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) add("gone", a[i++] ?? "");
    else add("new", b[j++] ?? "");
  }
}

import { folded } from "../lib/text.ts";

/** What the keyboard does with a list to choose from: pure, for every field that has one. */

export interface Option {
  value: string;
  label: string;
  /** Found by its words too. */
  detail?: string;
  /** Only to be read. */
  remark?: string;
}

/** Options with the words in name, value or detail; case and umlauts do not matter. */
export function matching(options: Option[], words: string): Option[] {
  const wanted = folded(words.trim());
  return options.filter((o) => [o.label, o.value, o.detail ?? ""].some((s) => folded(s).includes(wanted)));
}

/**
 * Where an arrow, Home or End leads among `count` options; -1 = none. null = not a key of the list: Home and End belong
 * to the text as long as no option is before the eyes. `from` is where an arrow begins when none is.
 */
export function moved(key: string, active: number, count: number, from = -1): number | null {
  if (key === "ArrowDown") return count === 0 ? -1 : active === -1 ? Math.max(from, 0) : (active + 1) % count;
  if (key === "ArrowUp") return active > 0 ? active - 1 : active === -1 && from >= 0 ? from : count - 1;
  if (active === -1) return null;
  return key === "Home" ? 0 : key === "End" ? count - 1 : null;
}

/** What a typed text stands for by itself: the option it names, itself where any text will do, else null = nothing. */
export function meant(options: Option[], typed: string, free: boolean): string | null {
  const text = typed.trim();
  const exact = options.find((o) => [o.label, o.value].includes(text));
  return text === "" ? "" : (exact?.value ?? (free ? text : null));
}

import type { Briefanschrift, Vorgang } from "../api/types.ts";

type Parts = Partial<Record<"name" | "strasse" | "plzOrt" | "land", string>>;

const PARTS = ["name", "strasse", "plzOrt", "land"] as const;

/**
 * Where a letter goes, for the server: undefined = to the address of the application, also where somebody has typed
 * just that.
 */
export function otherAddress(
  vorgang: Pick<Vorgang, "briefanschrift" | "briefMangel">,
  typed: Parts,
): Briefanschrift | undefined {
  const given = PARTS.map((part) => (typed[part] ?? "").trim());
  const known = PARTS.map((part) => (vorgang.briefanschrift[part] ?? "").trim());
  if (!vorgang.briefMangel && given.every((text, i) => text === known[i])) return undefined;
  const [name = "", strasse = "", plzOrt = "", land = ""] = given;
  return { name, strasse, plzOrt, ...(land && { land }) };
}

/** Something is missing without which no postman finds anybody. */
export const isIncomplete = ({ name, strasse, plzOrt }: Parts): boolean =>
  [name, strasse, plzOrt].some((part) => !part?.trim());

import type { Verlaufseintrag } from "../../../api/types.ts";

export const KINDS = ["bearbeitung", "nachricht", "bescheid", "dokument", "prozess", "notiz"] as const;
export type Kind = (typeof KINDS)[number];

const PREFIXES: [RegExp, Kind][] = [
  [/^(nachricht|nachforderung|antwort|punkt|hinweis|sendung)/, "nachricht"],
  [/^(bescheid|einwilligung)/, "bescheid"],
  [/^(dokument|exportiert|abgelegt)/, "dokument"],
  [/^(prozess|aufgabe|frist)/, "prozess"],
  [/^(kommentar|wiedervorlage)/, "notiz"],
];

/** The drawer a journal entry belongs to. */
export function kindOf(art: string): Kind {
  return PREFIXES.find(([pattern]) => pattern.test(art))?.[1] ?? "bearbeitung";
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** What an entry carries for people: words and numbers; ids stay in the record. */
export function shownData(e: Verlaufseintrag): [string, string][] {
  return Object.entries(e.daten).flatMap(([name, wert]): [string, string][] => {
    if (wert === null || typeof wert === "object" || wert === "" || UUID.test(String(wert))) return [];
    return [[name, String(wert)]];
  });
}

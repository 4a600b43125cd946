import type { Verlaufseintrag } from "../../../api/types.ts";

export const KINDS = ["bearbeitung", "nachricht", "bescheid", "dokument", "prozess", "notiz"] as const;
export type Kind = (typeof KINDS)[number];

const PREFIXES: [RegExp, Kind][] = [
  [/^(nachricht|nachforderung|antwort|punkt|hinweis|sendung|brief)/, "nachricht"],
  [/^(bescheid|bekanntgabe|einwilligung)/, "bescheid"],
  [/^(dokument|exportiert|abgelegt)/, "dokument"],
  [/^(prozess|aufgabe|frist|uhr|verfahren|warten)/, "prozess"],
  [/^(kommentar|wiedervorlage)/, "notiz"],
];

/** The drawer a journal entry belongs to. */
export function kindOf(art: string): Kind {
  return PREFIXES.find(([pattern]) => pattern.test(art))?.[1] ?? "bearbeitung";
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Keys that serve programs; people read the entry's own words. */
const TECHNICAL = new Set([
  "element",
  "schritt",
  "token",
  "code",
  "sha256",
  "sitzung",
  "vertrauensniveau",
  "zeit",
  "dokumente",
  "dateien",
  "fassung",
  "format",
]);
/** What proves that a decision reached somebody, or that it was the applicant, is shown where it is said. */
const PROVEN = /^(bescheid_(abgerufen|zu_spaet)|zurueckgenommen|einwilligung_(erteilt|widerrufen))$/;
const PROOF = new Set(["vertrauensniveau", "sitzung", "sha256"]);
/** Members that hold the key of a unit; the server has the same list (casework.EinheitenIn). */
const unitsIn = (art: string): string[] => (art === "weitergeleitet" ? ["von", "an", "einheit"] : ["einheit"]);

/** Keys whose value needs no label in front. */
const PLAIN = new Set(["titel", "text", "grund", "anzeige"]);

export interface Detail {
  /** Key of the label; empty where the value speaks for itself. */
  label: string;
  text: string;
}

interface LeftOut {
  dokument: string;
  sha256: string;
  pruefung: string;
}

/** The files an export left out; one that is gone since is known by its checksum. */
const leftOut = (
  list: LeftOut[],
  word: (key: string) => string | undefined,
  file: (id: string) => string | undefined,
): string =>
  list
    .map((d) => `${file(d.dokument) ?? d.sha256} (${word(`ausgelassen.grund.${d.pruefung}`) ?? d.pruefung})`)
    .join(", ");

/** What an entry carries for people: words, days and yes or no; ids stay in the record. */
export function details(
  e: Verlaufseintrag,
  word: (key: string) => string | undefined,
  day: (iso: string) => string,
  file: (id: string) => string | undefined,
  unit: (key: string) => string | undefined,
): Detail[] {
  const { daten } = e;
  return Object.entries(daten).flatMap(([name, wert]): Detail[] => {
    if (name === "ausgelassen" && Array.isArray(wert)) return [{ label: name, text: leftOut(wert, word, file) }];
    if (wert === null || typeof wert === "object" || wert === "" || wert === false) return [];
    const raw = String(wert);
    if (PROVEN.test(e.art) && PROOF.has(name))
      return [{ label: name, text: name === "vertrauensniveau" ? (word(`niveau.${raw}`) ?? raw) : raw }];
    if (TECHNICAL.has(name) || UUID.test(raw)) return [];
    if (name === "ergebnis" && e.art.startsWith("dokument_")) return []; // the sentence says it
    if (name === "name" && daten.text) return [];
    if (name === "an" && daten.anzeige) return [];
    if (unitsIn(e.art).includes(name)) return [{ label: name, text: unit(raw) ?? raw }];
    const text =
      wert === true
        ? (word("allgemein.ja") ?? "ja")
        : ISO_DAY.test(raw)
          ? day(raw)
          : (word(`status.${raw}`) ?? word(`verlaufWert.${raw}`) ?? word(`uebergabeMangel.${raw}`) ?? raw);
    return [{ label: PLAIN.has(name) ? "" : name, text }];
  });
}

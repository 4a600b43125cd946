import { useSyncExternalStore } from "react";
import { speicher } from "./speicher.ts";

/** What a person sets for this browser: language, theme, single-letter shortcuts. */
export interface Einstellungen {
  sprache: "de" | "en";
  thema: "system" | "light" | "dark";
  kurztasten: boolean;
}

const NAME = "kontor.einstellungen";
const STANDARD: Einstellungen = { sprache: "de", thema: "system", kurztasten: true };

function lies(): Einstellungen {
  try {
    return { ...STANDARD, ...JSON.parse(speicher.lies(NAME) ?? "{}") };
  } catch {
    return STANDARD;
  }
}

let stand = lies();
const hoerer = new Set<() => void>();

export const einstellungen = () => stand;

export function setzeEinstellung(teil: Partial<Einstellungen>): void {
  stand = { ...stand, ...teil };
  speicher.schreib(NAME, JSON.stringify(stand));
  for (const ruf of hoerer) ruf();
}

export function abonniereEinstellungen(ruf: () => void): () => void {
  hoerer.add(ruf);
  return () => hoerer.delete(ruf);
}

export const useEinstellungen = () => useSyncExternalStore(abonniereEinstellungen, einstellungen);

/** KERN switches by attribute; without it the system decides. */
export function wendeThemaAn(): void {
  const wurzel = document.documentElement;
  if (stand.thema === "system") delete wurzel.dataset.kernTheme;
  else wurzel.dataset.kernTheme = stand.thema;
  wurzel.lang = stand.sprache;
}

import { useSyncExternalStore } from "react";
import { storage } from "./storage.ts";

/** What a person sets for this browser: language, theme, single-letter shortcuts. */
export interface Settings {
  language: "de" | "en";
  theme: "system" | "light" | "dark";
  shortcuts: boolean;
}

const NAME = "kontor.settings";
const STANDARD: Settings = { language: "de", theme: "system", shortcuts: true };

function read(): Settings {
  try {
    return { ...STANDARD, ...JSON.parse(storage.read(NAME) ?? "{}") };
  } catch {
    return STANDARD;
  }
}

let stand = read();
const hoerer = new Set<() => void>();

export const settings = () => stand;

export function changeSettings(teil: Partial<Settings>): void {
  stand = { ...stand, ...teil };
  storage.write(NAME, JSON.stringify(stand));
  for (const ruf of hoerer) ruf();
}

export function subscribeSettings(ruf: () => void): () => void {
  hoerer.add(ruf);
  return () => hoerer.delete(ruf);
}

export const useSettings = () => useSyncExternalStore(subscribeSettings, settings);

/** KERN switches by attribute; without it the system decides. */
export function applySettings(): void {
  const wurzel = document.documentElement;
  if (stand.theme === "system") delete wurzel.dataset.kernTheme;
  else wurzel.dataset.kernTheme = stand.theme;
  wurzel.lang = stand.language;
}

import { expect, it } from "vitest";
import { de } from "../i18n/de.ts";
import { en } from "../i18n/en.ts";
import { ereignisKey } from "./ereignis.ts";

it.each([
  ["dokument_geprueft", "unbedenklich", "Dokument auf Schadsoftware geprüft: unbedenklich"],
  ["dokument_ungeprueft", "ungeprueft", "Dokument nicht auf Schadsoftware geprüft: kein Virenscanner"],
  ["dokument_geprueft", "ungeprueft", "Dokument nicht auf Schadsoftware geprüft: kein Virenscanner"],
  ["dokument_befallen", "befallen", "Schadsoftware in Dokument gefunden"],
] as const)("says of %s with the result %s what happened", (art, ergebnis, words) => {
  const key = ereignisKey({ art, daten: { ergebnis } }) as keyof typeof de.ereignis;
  expect(de.ereignis[key]).toBe(words);
  expect(en.ereignis[key]).toBeTruthy();
});

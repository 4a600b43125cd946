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

it.each([
  ["sendung_fehlgeschlagen", { grund: "mail_refused" }, de.ereignis.sendung_fehlgeschlagen],
  ["sendung_fehlgeschlagen", { grund: "mail_outcome_unknown" }, de.ereignis.sendung_ungewiss],
  ["sendung_fehlgeschlagen", { grund: "letter_not_rendered" }, de.ereignis.bescheid_nicht_erstellt],
  ["einwilligung", { erteilt: true }, de.ereignis.einwilligung_erteilt],
  ["einwilligung", { erteilt: false }, de.ereignis.einwilligung_widerrufen],
])("says of %s with %o how it ended", (art, daten, words) => {
  expect(de.ereignis[ereignisKey({ art, daten }) as keyof typeof de.ereignis]).toBe(words);
});

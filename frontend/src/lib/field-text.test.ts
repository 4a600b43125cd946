import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formatDate, formatMoment } from "./date.ts";
import { fieldLabel, fieldText, type ShownField } from "./field-text.ts";

/** The list the server's test reads, too (casework/feldworte_test.go). */
const list: { feld: ShownField; de: string; en: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../backend/internal/casework/testdata/feldworte.json"), "utf8"),
);

const blanks = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const shown = (feld: ShownField, language: string) =>
  blanks(
    fieldText(feld, {
      ...(language === "de" ? { ja: "Ja", nein: "Nein" } : { ja: "Yes", nein: "No" }),
      language,
      day: (iso) => formatDate(iso, language),
      moment: (iso) => formatMoment(iso, language),
    }),
  );

it.each(list)("shows $feld as $de and as $en", ({ feld, de, en }) => {
  expect(shown(feld, "de")).toBe(de);
  expect(shown(feld, "en")).toBe(en);
});

it("shows an amount in a currency nobody knows", () => {
  expect(shown({ name: "x", typ: "betrag", wert: "5.00", waehrung: "Taler" }, "de")).toBe("5.00 Taler");
});

it("names the entries of a list", () => {
  const liste = { typ: "liste" };
  const word = (nummer: string) => `Eintrag ${nummer}`;
  expect(fieldLabel({ name: "2", typ: "gruppe" }, liste, word)).toBe("Eintrag 2");
  expect(fieldLabel({ name: "2", label: "2", typ: "gruppe" }, liste, word)).toBe("Eintrag 2");
  expect(fieldLabel({ name: "1", label: "Korb 1", typ: "gruppe" }, liste, word)).toBe("Korb 1");
  expect(fieldLabel({ name: "1", typ: "text" }, { typ: "gruppe" }, word)).toBe("1");
});

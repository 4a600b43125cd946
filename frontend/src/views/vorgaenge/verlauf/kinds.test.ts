import { expect, it } from "vitest";
import type { Verlaufseintrag } from "../../../api/types.ts";
import { de } from "../../../i18n/de.ts";
import { details } from "./kinds.ts";

const words: Record<string, string> = {
  "ausgelassen.grund.befallen": de.ausgelassen.grund.befallen,
  "ausgelassen.grund.ausstehend": de.ausgelassen.grund.ausstehend,
};
const units: Record<string, string> = { "lf-66": "Straßenbaulast", "lf-32": "Sondernutzung" };
const shown = (art: string, daten: Record<string, unknown>) =>
  details(
    { art, daten } as Verlaufseintrag,
    (key) => words[key],
    (iso) => iso,
    (id) => (id === "d1" ? "rechnung.pdf" : undefined),
    (key) => units[key],
  );

it("names the files that an export left out, with the reason", () => {
  const ausgelassen = [
    { dokument: "d1", sha256: "ab12", pruefung: "befallen" },
    { dokument: "gone", sha256: "cd34", pruefung: "ausstehend" },
  ];
  expect(shown("exportiert", { format: "xdomea-3.0.0", ausgelassen })).toEqual([
    {
      label: "ausgelassen",
      text: "rechnung.pdf (Schadsoftware gefunden, gesperrt), cd34 (noch nicht auf Schadsoftware geprüft)",
    },
  ]);
});

it("calls units by their names; of one that is gone the key is left", () => {
  expect(shown("aufgabe_erstellt", { titel: "Zuarbeit", einheit: "lf-66" })).toEqual([
    { label: "", text: "Zuarbeit" },
    { label: "einheit", text: "Straßenbaulast" },
  ]);
  expect(shown("weitergeleitet", { von: "lf-32", an: "lf-66", grund: "Gehweg" })).toEqual([
    { label: "von", text: "Sondernutzung" },
    { label: "an", text: "Straßenbaulast" },
    { label: "", text: "Gehweg" },
  ]);
  expect(shown("aufgabe_erstellt", { einheit: "lf-99" })).toEqual([{ label: "einheit", text: "lf-99" }]);
});

it("shows what proves that a decision reached somebody", () => {
  words["niveau.3"] = de.niveau[3];
  const daten = { bescheid: "00000000-0000-4000-8000-000000000001", vertrauensniveau: 3, sitzung: "ab12cd34ef56" };
  expect(shown("bescheid_abgerufen", { ...daten, sha256: "fe".repeat(32), zeit: "2026-03-12T09:00:00Z" })).toEqual([
    { label: "vertrauensniveau", text: "substanziell" },
    { label: "sitzung", text: "ab12cd34ef56" },
    { label: "sha256", text: "fe".repeat(32) },
  ]);
  expect(shown("nachricht_abgerufen", daten)).toEqual([]);
});

it("shows how surely it was the applicant who declared something", () => {
  words["niveau.3"] = de.niveau[3];
  const daten = { sitzung: "ab12cd34ef56", vertrauensniveau: 3 };
  const proof = [
    { label: "sitzung", text: "ab12cd34ef56" },
    { label: "vertrauensniveau", text: "substanziell" },
  ];
  expect(shown("zurueckgenommen", daten)).toEqual(proof);
  expect(shown("einwilligung_widerrufen", { ...daten, erteilt: false, fassung: "2026-11-30" })).toEqual(proof);
  expect(shown("zurueckgenommen", { grund: "Anruf" })).toEqual([{ label: "", text: "Anruf" }]);
});

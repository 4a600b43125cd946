import { expect, it } from "vitest";
import type { Verlaufseintrag } from "../../../api/types.ts";
import { de } from "../../../i18n/de.ts";
import { details } from "./kinds.ts";

const words: Record<string, string> = {
  "ausgelassen.grund.befallen": de.ausgelassen.grund.befallen,
  "ausgelassen.grund.ausstehend": de.ausgelassen.grund.ausstehend,
};
const shown = (art: string, daten: Record<string, unknown>) =>
  details(
    { art, daten } as Verlaufseintrag,
    (key) => words[key],
    (iso) => iso,
    (id) => (id === "d1" ? "rechnung.pdf" : undefined),
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

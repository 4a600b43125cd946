import type { BescheidNeu, Vorgang } from "../../../api/types.ts";
import { fillPlaceholders, openPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { parseCents } from "../../../lib/number.ts";

export const STEPS = ["ergebnis", "gruende", "auflagen", "vorschau", "kanal"] as const;
export type Step = (typeof STEPS)[number];

export interface DecisionDraft {
  schritt: Step;
  ergebnis: BescheidNeu["ergebnis"] | "";
  begruendung: string;
  auflagen: string[];
  gebuehr: string;
  kanal: "antragsraum" | "post";
}

export function emptyDecision(vorgang: Vorgang): DecisionDraft {
  return {
    schritt: "ergebnis",
    ergebnis: "",
    begruendung: "",
    auflagen: [],
    gebuehr: vorgang.gebuehrVorschlag == null ? "" : (vorgang.gebuehrVorschlag / 100).toFixed(2).replace(".", ","),
    kanal: vorgang.einwilligung && vorgang.antwortMoeglich ? "antragsraum" : "post",
  };
}

export type Missing = "ergebnis" | "begruendung" | "gebuehr" | "platzhalter";

/** What the letter still lacks; reasons are needed unless granted in full (§ 39 VwVfG). */
export function missing(draft: DecisionDraft, values: Values): Missing[] {
  const found: Missing[] = [];
  const texts = [draft.begruendung, ...draft.auflagen].map((text) => fillPlaceholders(text, values));
  if (!draft.ergebnis) found.push("ergebnis");
  if (draft.ergebnis && draft.ergebnis !== "bewilligt" && !draft.begruendung.trim()) found.push("begruendung");
  if (draft.gebuehr.trim() && parseCents(draft.gebuehr) === null) found.push("gebuehr");
  if (openPlaceholders(...texts).length > 0) found.push("platzhalter");
  return found;
}

export function toBescheid(draft: DecisionDraft, values: Values, version: number): BescheidNeu {
  const refused = draft.ergebnis === "abgelehnt";
  return {
    version,
    ergebnis: draft.ergebnis || "bewilligt",
    begruendung: fillPlaceholders(draft.begruendung, values).trim() || undefined,
    auflagen: refused
      ? undefined
      : draft.auflagen.map((text) => fillPlaceholders(text, values).trim()).filter((text) => text !== ""),
    gebuehr: parseCents(draft.gebuehr) ?? undefined,
    kanal: draft.kanal,
  };
}

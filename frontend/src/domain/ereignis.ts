import type { Verlaufseintrag } from "../api/types.ts";

/**
 * The key of an entry's sentence. Earlier programs had one word for several outcomes; the data of their entries tell
 * them apart. The server does the same (casework.Verlaufseintrag.Ausgang).
 */
export const ereignisKey = ({ art, daten }: Pick<Verlaufseintrag, "art" | "daten">): string => {
  if (art === "dokument_geprueft" && daten.ergebnis === "ungeprueft") return "dokument_ungeprueft";
  if (art === "sendung_fehlgeschlagen" && daten.grund === "letter_not_rendered") return "bescheid_nicht_erstellt";
  if (art === "sendung_fehlgeschlagen" && ["mail_outcome_unknown", "unexpected"].includes(String(daten.grund)))
    return "sendung_ungewiss";
  if (art === "einwilligung" && typeof daten.erteilt === "boolean")
    return daten.erteilt ? "einwilligung_erteilt" : "einwilligung_widerrufen";
  return art;
};

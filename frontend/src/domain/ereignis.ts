import type { Verlaufseintrag } from "../api/types.ts";

/**
 * The key of an entry's sentence. Entries written before `dokument_ungeprueft` existed call a document scanned that no
 * scanner saw; their result says so.
 */
export const ereignisKey = (e: Pick<Verlaufseintrag, "art" | "daten">): string =>
  e.art === "dokument_geprueft" && e.daten.ergebnis === "ungeprueft" ? "dokument_ungeprueft" : e.art;

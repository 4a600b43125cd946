/** Vertrauensniveau in words: 1 and 2 count as basic, unknown never counts as more. */
export function niveauKey(niveau: number): string {
  if (niveau >= 4) return "niveau.4";
  return niveau === 3 ? "niveau.3" : "niveau.1";
}

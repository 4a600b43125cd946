import type { VorgangZeile } from "../../api/types.ts";

export type BulkAction = "uebernehmen" | "zuweisen" | "exportieren";
export type SkipReason = "schon_meiner" | "schon_dort" | "nicht_offen";

export interface BulkPlan {
  go: VorgangZeile[];
  skip: { zeile: VorgangZeile; reason: SkipReason }[];
}

const CLOSED = ["abgeschlossen", "verworfen", "zu_loeschen"];

/** Which of the selected cases an action will reach, and why it leaves out the others. */
export function planBulk(rows: VorgangZeile[], action: BulkAction, target: string): BulkPlan {
  const plan: BulkPlan = { go: [], skip: [] };
  for (const zeile of rows) {
    if (action === "exportieren") plan.go.push(zeile);
    else if (CLOSED.includes(zeile.status)) plan.skip.push({ zeile, reason: "nicht_offen" });
    else if (zeile.zustaendig === target)
      plan.skip.push({ zeile, reason: action === "uebernehmen" ? "schon_meiner" : "schon_dort" });
    else plan.go.push(zeile);
  }
  return plan;
}

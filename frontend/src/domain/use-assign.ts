import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { assignVorgang } from "../api/commands.ts";
import { vorgangQuery } from "../api/queries.ts";
import type { Vorgang } from "../api/types.ts";
import { toast } from "../components/toast.ts";

interface Step {
  id: string;
  version: number;
  to: string | null | undefined;
}

export interface AssignResult {
  done: Vorgang[];
  failed: { id: string; error: unknown }[];
}

/** Assignment of one or many cases, one after the other, each under its own version; and the way back. */
export function useAssign() {
  const client = useQueryClient();
  const { t } = useTranslation();

  async function assignAll(steps: Step[]): Promise<AssignResult> {
    const result: AssignResult = { done: [], failed: [] };
    for (const step of steps) {
      try {
        const neu = await assignVorgang(step.id, step.version, step.to);
        client.setQueryData(vorgangQuery(neu.id).queryKey, neu);
        result.done.push(neu);
      } catch (error) {
        result.failed.push({ id: step.id, error });
      }
    }
    client.invalidateQueries({ queryKey: ["vorgaenge"] });
    client.invalidateQueries({ queryKey: ["ansichten"] });
    return result;
  }

  async function giveBack(steps: Step[]): Promise<void> {
    const { done, failed } = await assignAll(steps);
    if (failed.length > 0) toast(t("zuweisen.rueckFehler", { count: failed.length }));
    else toast(t("zuweisen.rueck", { count: done.length }));
  }

  return { assignAll, giveBack };
}

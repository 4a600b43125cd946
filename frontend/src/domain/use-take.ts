import { useTranslation } from "react-i18next";
import { assignVorgang } from "../api/commands.ts";
import type { Vorgang } from "../api/types.ts";
import { toast } from "../components/toast.ts";
import { useAssign } from "./use-assign.ts";
import { useVorgangAction, type VorgangAction } from "./use-vorgang-action.ts";

/** Takes the case (`undefined`) or gives it back (`null`), with the way back for some seconds. */
export function useTake(vorgang: Vorgang): VorgangAction<null | undefined> {
  const { t } = useTranslation();
  const assign = useAssign();
  const before = vorgang.zustaendig;
  return useVorgangAction<null | undefined>(
    vorgang,
    (version, to) => assignVorgang(vorgang.id, version, to),
    (neu) =>
      toast(t(neu.zustaendig ? "zuweisen.uebernommen" : "zuweisen.zurueckgegeben", { nummer: neu.vorgangsnummer }), {
        label: t("allgemein.rueckgaengig"),
        run: () => assign.giveBack([{ id: neu.id, version: neu.version, to: before }]),
      }),
    true,
  );
}

import { useTranslation } from "react-i18next";
import { endWarten, moveWarten } from "../../../api/commands.ts";
import type { Vorgang, Warteereignis } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { TextArea, TextField } from "../../../components/fields.tsx";
import { toast } from "../../../components/toast.ts";
import { ActDialog, CancelAct } from "../../../domain/ActDialog.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { wartenAct } from "../../../domain/KeptActs.tsx";
import { useAct } from "../../../domain/use-act.ts";
import { addDays, today } from "../../../lib/date.ts";

interface Props {
  vorgang: Vorgang;
  ereignis: Warteereignis;
  art: "beenden" | "verlegen";
  /** Whether it is still waited for, and this person may do it. */
  offered: boolean;
  onClose: () => void;
}

/** Ends a wait early, or moves its day; the reason goes to the Verlauf. */
export function WaitDialog({ vorgang, ereignis, art, offered, onClose }: Props) {
  const { t } = useTranslation();
  const name = wartenAct(ereignis.token, art);
  const action = useAct<{ bis: string; grund: string }>({
    vorgang,
    act: name,
    offered,
    call: (version, { bis, grund }) =>
      art === "beenden"
        ? endWarten(vorgang.id, ereignis.token, version, grund)
        : moveWarten(vorgang.id, ereignis.token, version, { bis, grund }),
    onDone: () => {
      toast(t(`warten.${art}Fertig`, { name: ereignis.name }));
      onClose();
    },
  });
  const { bis = "", grund = "" } = action.typed;
  return (
    <ActDialog {...{ vorgang, action, name, onClose }} title={t(`warten.${art}Titel`, { name: ereignis.name })}>
      <p>{t(`warten.${art}Text`)}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send({ bis, grund: grund.trim() });
        }}
      >
        {art === "verlegen" && (
          <TextField
            label={t("warten.bis")}
            type="date"
            required
            min={addDays(today(), 1)}
            value={bis}
            onChange={(tag) => action.type({ bis: tag })}
          />
        )}
        <TextArea
          label={t("aktionText.grund")}
          required
          maxLength={2000}
          value={grund}
          onChange={(text) => action.type({ grund: text })}
        />
        <ActionFeedback action={action} typed={(e) => `${e.bis}\n${e.grund}`.trim()} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t(`warten.${art}Jetzt`)}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

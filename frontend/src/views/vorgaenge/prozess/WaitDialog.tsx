import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endWarten, moveWarten } from "../../../api/commands.ts";
import type { Vorgang, Warteereignis } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { TextArea, TextField } from "../../../components/fields.tsx";
import { toast } from "../../../components/toast.ts";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { addDays, today } from "../../../lib/date.ts";

interface Props {
  vorgang: Vorgang;
  ereignis: Warteereignis;
  art: "beenden" | "verlegen";
  onClose: () => void;
}

/** Ends a wait early, or moves its day; the reason goes to the Verlauf. */
export function WaitDialog({ vorgang, ereignis, art, onClose }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState({ bis: "", grund: "" });
  const action = useVorgangAction<typeof form>(
    vorgang,
    (version, { bis, grund }) =>
      art === "beenden"
        ? endWarten(vorgang.id, ereignis.token, version, grund)
        : moveWarten(vorgang.id, ereignis.token, version, { bis, grund }),
    () => {
      toast(t(`warten.${art}Fertig`, { name: ereignis.name }));
      onClose();
    },
  );
  return (
    <Dialog title={t(`warten.${art}Titel`, { name: ereignis.name })} onClose={onClose}>
      <p>{t(`warten.${art}Text`)}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send({ ...form, grund: form.grund.trim() });
        }}
      >
        {art === "verlegen" && (
          <TextField
            label={t("warten.bis")}
            type="date"
            required
            min={addDays(today(), 1)}
            value={form.bis}
            onChange={(bis) => setForm({ ...form, bis })}
          />
        )}
        <TextArea
          label={t("aktionText.grund")}
          required
          maxLength={2000}
          value={form.grund}
          onChange={(grund) => setForm({ ...form, grund })}
        />
        <ActionFeedback action={action} typed={(e) => `${e.bis}\n${e.grund}`.trim()} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t(`warten.${art}Jetzt`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

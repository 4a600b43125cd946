import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addWiedervorlage } from "../api/commands.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { TextArea, TextField } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { addDays, addMonths, formatDateWithDay, nextWorkday, today } from "../lib/date.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

const PICKS = [
  ["woche", () => addDays(today(), 7)],
  ["zweiWochen", () => addDays(today(), 14)],
  ["monat", () => addMonths(today(), 1)],
] as const;

/** “Show me this again on …”. */
export function WiedervorlageDialog({ vorgang, onClose }: { vorgang: Vorgang; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const [form, setForm] = useState({ betreff: "", beschreibung: "", faelligAm: nextWorkday(addDays(today(), 7)) });
  const action = useVorgangAction<typeof form>(
    vorgang,
    (_, input) => addWiedervorlage(vorgang.id, { ...input, beschreibung: input.beschreibung || undefined }),
    () => {
      toast(t("wiedervorlage.fertig", { datum: formatDateWithDay(form.faelligAm, i18n.language) }));
      onClose();
    },
  );
  return (
    <Dialog title={t("aktion.wiedervorlage")} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send(form);
        }}
      >
        <TextField
          label={t("wiedervorlage.betreff")}
          required
          maxLength={200}
          value={form.betreff}
          onChange={(betreff) => setForm({ ...form, betreff })}
        />
        <div className="stack-s">
          <TextField
            label={t("wiedervorlage.am")}
            type="date"
            required
            min={today()}
            value={form.faelligAm}
            onChange={(faelligAm) => setForm({ ...form, faelligAm })}
          />
          <div className="rowflex">
            {PICKS.map(([name, day]) => (
              <Button key={name} onClick={() => setForm({ ...form, faelligAm: nextWorkday(day()) })}>
                {t(`wiedervorlage.${name}`)}
              </Button>
            ))}
          </div>
        </div>
        <TextArea
          label={t("wiedervorlage.beschreibung")}
          maxLength={2000}
          rows={3}
          value={form.beschreibung}
          onChange={(beschreibung) => setForm({ ...form, beschreibung })}
        />
        <ActionFeedback action={action} typed={(e) => `${e.betreff}\n${e.beschreibung}`} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t("wiedervorlage.anlegen")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

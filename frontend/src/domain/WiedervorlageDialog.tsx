import { useTranslation } from "react-i18next";
import { addWiedervorlage } from "../api/commands.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextArea, TextField } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { addDays, addMonths, formatDateWithDay, nextWorkday, today } from "../lib/date.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useAct } from "./use-act.ts";

const PICKS = [
  ["woche", () => addDays(today(), 7)],
  ["zweiWochen", () => addDays(today(), 14)],
  ["monat", () => addMonths(today(), 1)],
] as const;

interface Form {
  betreff: string;
  beschreibung: string;
  faelligAm: string;
}

/** “Show me this again on …”. */
export function WiedervorlageDialog({ vorgang, onClose }: { vorgang: Vorgang; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const action = useAct<Form>({
    vorgang,
    act: "wiedervorlage",
    offered: vorgang.aktionen.includes("wiedervorlage"),
    blank: { faelligAm: nextWorkday(addDays(today(), 7)) },
    call: (_, input) => addWiedervorlage(vorgang.id, { ...input, beschreibung: input.beschreibung || undefined }),
    onDone: () => {
      toast(t("wiedervorlage.fertig", { datum: formatDateWithDay(form.faelligAm, i18n.language) }));
      onClose();
    },
  });
  const { betreff = "", beschreibung = "", faelligAm = "" } = action.typed;
  const form = { betreff, beschreibung, faelligAm };
  return (
    <ActDialog {...{ vorgang, action, onClose }} name="wiedervorlage">
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
          value={betreff}
          onChange={(wert) => action.type({ betreff: wert })}
        />
        <div className="stack-s">
          <TextField
            label={t("wiedervorlage.am")}
            type="date"
            required
            min={today()}
            value={faelligAm}
            onChange={(wert) => action.type({ faelligAm: wert })}
          />
          <div className="rowflex">
            {PICKS.map(([name, day]) => (
              <Button key={name} onClick={() => action.type({ faelligAm: nextWorkday(day()) })}>
                {t(`wiedervorlage.${name}`)}
              </Button>
            ))}
          </div>
        </div>
        <TextArea
          label={t("wiedervorlage.beschreibung")}
          maxLength={2000}
          rows={3}
          value={beschreibung}
          onChange={(wert) => action.type({ beschreibung: wert })}
        />
        <ActionFeedback action={action} typed={(e) => `${e.betreff}\n${e.beschreibung}`} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t("wiedervorlage.anlegen")}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { returnBescheid } from "../../../api/commands.ts";
import type { Vorgang, Zeichnung } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { TextArea } from "../../../components/fields.tsx";
import { toast } from "../../../components/toast.ts";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { useAct } from "../../../domain/use-act.ts";

/** Back to who wrote it, with what is to be changed; or taken back by that person. */
export function ReturnRound({ vorgang, round: z }: { vorgang: Vorgang; round: Zeichnung }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const mine = !z.aktionen.includes("zurueckgeben");
  const act = `rueckgabe:${z.id}`;
  const action = useAct<string>({
    ...{ vorgang, act, offered: z.aktionen.includes("zurueckgeben") || z.aktionen.includes("zurueckholen") },
    call: (version, grund) => returnBescheid(vorgang.id, z.id, { version, ...(grund && { grund }) }),
    onDone: () => {
      setOpen(false);
      toast(t(mine ? "zeichnung.zurueckgeholt" : "zeichnung.zurueckgegeben", { nummer: vorgang.vorgangsnummer }));
    },
  });
  const { grund = "" } = action.typed;
  if (action.overtaken)
    return (
      <ActOvertaken
        {...{ vorgang, act, stood: action.stood }}
        name={t("zeichnung.zurueckgeben")}
        own={[{ label: t("zeichnung.zurueckgebenGrund"), text: grund }]}
      />
    );
  if (!action.stands) return null;
  const title = t(mine ? "zeichnung.zurueckholen" : "zeichnung.zurueckgeben");
  return (
    <div className="actions">
      <Button onClick={() => setOpen(true)}>{title}</Button>
      {open && (
        <Dialog title={title.replace(" …", "")} onClose={() => setOpen(false)}>
          <form
            className="stack"
            onSubmit={(e) => {
              e.preventDefault();
              action.send(grund.trim());
            }}
          >
            <p>{mine ? t("zeichnung.zurueckholenText") : t("zeichnung.zurueckgebenText", { name: z.von })}</p>
            <TextArea
              label={t(mine ? "zeichnung.zurueckholenGrund" : "zeichnung.zurueckgebenGrund")}
              required={!mine}
              rows={4}
              maxLength={4000}
              value={grund}
              onChange={(text) => action.type({ grund: text })}
            />
            <ActionFeedback
              action={action}
              typed={(x) => x || "–"}
              labels={{ grund: t("zeichnung.zurueckgebenGrund") }}
            />
            <div className="actions">
              <Button type="submit" kind="primary" busy={action.busy}>
                {title.replace(" …", "")}
              </Button>
              <Button kind="quiet" onClick={() => setOpen(false)}>
                {t("allgemein.abbrechen")}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  );
}

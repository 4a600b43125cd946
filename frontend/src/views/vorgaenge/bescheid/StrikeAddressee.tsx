import { useState } from "react";
import { useTranslation } from "react-i18next";
import { strikeAdressat } from "../../../api/commands.ts";
import type { Adressat, Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { TextArea } from "../../../components/fields.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { useAct } from "../../../domain/use-act.ts";

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  adressat: Adressat;
}

/** Somebody was named by mistake: while the letter is here, it goes to nobody. */
export function StrikeAddressee({ vorgang, bescheid, adressat: a }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const act = `streichung:${a.id}`;
  const action = useAct<string>({
    ...{ vorgang, act, offered: a.aktionen.includes("streichen") },
    call: (version, grund) => strikeAdressat(vorgang.id, bescheid.id, a.id, { version, grund }),
    onDone: () => setOpen(false),
  });
  const { grund = "" } = action.typed;
  if (action.overtaken)
    return (
      <ActOvertaken
        {...{ vorgang, act, stood: action.stood }}
        name={t("adressat.streichenTitel")}
        own={[{ label: t("adressat.streichenGrund"), text: grund }]}
      />
    );
  if (!action.stands) return null;
  return (
    <div className="actions">
      <Button onClick={() => setOpen(true)}>{t("adressat.streichen", { name: a.anschrift.name })}</Button>
      {open && (
        <Dialog title={t("adressat.streichenTitel")} onClose={() => setOpen(false)}>
          <form
            className="stack"
            onSubmit={(e) => {
              e.preventDefault();
              action.send(grund.trim());
            }}
          >
            <p>{t("adressat.streichenText", { name: a.anschrift.name })}</p>
            <TextArea
              label={t("adressat.streichenGrund")}
              required
              rows={2}
              maxLength={1000}
              value={grund}
              onChange={(text) => action.type({ grund: text })}
            />
            <ActionFeedback action={action} typed={(x) => x} labels={{ grund: t("adressat.streichenGrund") }} />
            <div className="actions">
              <Button type="submit" kind="primary" busy={action.busy}>
                {t("adressat.streichenJa")}
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

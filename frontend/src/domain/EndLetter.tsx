import { useTranslation } from "react-i18next";
import { dropBrief, returnBrief } from "../api/commands.ts";
import type { Sendung, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextArea } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { briefAct } from "./KeptActs.tsx";
import { useAct } from "./use-act.ts";

const CALLS = { zurueck: returnBrief, verwerfen: dropBrief };

interface Props {
  vorgang: Vorgang;
  sendung: Sendung;
  aktion: keyof typeof CALLS;
  onClose: () => void;
}

/** The letter of a message came back, or nobody sends it; both want a reason. */
export function EndLetter({ vorgang, sendung, aktion, onClose }: Props) {
  const { t } = useTranslation();
  const name = briefAct(sendung.id, aktion);
  const action = useAct<string>({
    vorgang,
    act: name,
    offered: sendung.aktionen.includes(aktion),
    call: (version, grund) => CALLS[aktion](vorgang.id, sendung.id, version, grund),
    onDone: () => {
      toast(t(`brief.fertig.${aktion}`));
      onClose();
    },
  });
  const { grund = "" } = action.typed;
  return (
    <ActDialog {...{ vorgang, action, name, onClose }} title={t(`brief.titel.${aktion}`)}>
      {sendung.anschrift && <p>{t("brief.an", { anschrift: sendung.anschrift })}</p>}
      <p>{t(`brief.text.${aktion}`)}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send(grund.trim());
        }}
      >
        <TextArea
          label={t("aktionText.grund")}
          hint={t(`brief.grundHinweis.${aktion}`)}
          required
          rows={2}
          maxLength={2000}
          value={grund}
          onChange={(text) => action.type({ grund: text })}
        />
        <ActionFeedback action={action} typed={(text) => text} labels={{ grund: t("aktionText.grund") }} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t(`brief.tun.${aktion}`)}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextArea } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useAct } from "./use-act.ts";

interface Props {
  vorgang: Vorgang;
  /** Key of the action in the catalogue. */
  name: "verwerfen" | "zuruecknehmen" | "abschliessen" | "wiedereroeffnen" | "prozessBeenden";
  optional?: boolean;
  risk?: boolean;
  /** Whether the case, as it is now, lets this person do it. */
  offered: boolean;
  call: (version: number, grund: string) => Promise<Vorgang>;
  onClose: () => void;
}

/** An action that wants a reason, which goes to the Verlauf. */
export function ReasonDialog({ vorgang, name, optional, risk, offered, call, onClose }: Props) {
  const { t } = useTranslation();
  const onDone = () => {
    toast(t(`aktionFertig.${name}`, { nummer: vorgang.vorgangsnummer }));
    onClose();
  };
  const action = useAct<string>({ vorgang, act: name, offered, call, onDone });
  const { grund = "" } = action.typed;
  return (
    <ActDialog {...{ vorgang, action, name, onClose }}>
      <p>{t(`aktionText.${name}`)}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send(grund.trim());
        }}
      >
        <TextArea
          label={t(optional ? "aktionText.grundFreiwillig" : "aktionText.grund")}
          required={!optional}
          maxLength={2000}
          value={grund}
          onChange={(text) => action.type({ grund: text })}
        />
        <ActionFeedback action={action} typed={(e) => e || "–"} />
        <div className="actions">
          <Button type="submit" kind={risk ? "risk primary" : "primary"} busy={action.busy}>
            {t(`aktion.${name}`)}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

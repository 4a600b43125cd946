import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { TextArea } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

interface Props {
  vorgang: Vorgang;
  /** Key of the action in the catalogue. */
  name: "verwerfen" | "zuruecknehmen" | "abschliessen" | "wiedereroeffnen" | "prozessBeenden";
  optional?: boolean;
  risk?: boolean;
  call: (version: number, grund: string) => Promise<Vorgang>;
  onClose: () => void;
}

/** An action that wants a reason, which goes to the Verlauf. */
export function ReasonDialog({ vorgang, name, optional, risk, call, onClose }: Props) {
  const { t } = useTranslation();
  const [grund, setGrund] = useState("");
  const action = useVorgangAction<string>(vorgang, call, () => {
    toast(t(`aktionFertig.${name}`, { nummer: vorgang.vorgangsnummer }));
    onClose();
  });
  return (
    <Dialog title={t(`aktion.${name}`)} onClose={onClose}>
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
          onChange={setGrund}
        />
        <ActionFeedback action={action} typed={(e) => e || "–"} />
        <div className="actions">
          <Button type="submit" kind={risk ? "risk primary" : "primary"} busy={action.busy}>
            {t(`aktion.${name}`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

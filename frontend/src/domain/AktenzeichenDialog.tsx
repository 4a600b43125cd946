import { useState } from "react";
import { useTranslation } from "react-i18next";
import { updateVorgang } from "../api/commands.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { TextField } from "../components/fields.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

export function AktenzeichenDialog({ vorgang, onClose }: { vorgang: Vorgang; onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(vorgang.aktenzeichen);
  const action = useVorgangAction<string>(
    vorgang,
    (version, input) => updateVorgang(vorgang.id, version, input),
    onClose,
  );
  return (
    <Dialog title={t("aktion.aktenzeichen")} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send(text.trim());
        }}
      >
        <TextField label={t("feldname.aktenzeichen")} maxLength={100} value={text} onChange={setText} />
        <ActionFeedback action={action} typed={(e) => e} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t("allgemein.speichern")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

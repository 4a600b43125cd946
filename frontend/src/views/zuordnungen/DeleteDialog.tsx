import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import type { Draft } from "./use-draft-acts.ts";

export function DeleteDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("zuordnung.loeschenTitel")} onClose={onClose}>
      <p>{t("zuordnung.loeschenFrage")}</p>
      <ProblemNotice error={draft.error} />
      <div className="actions">
        <Button kind="risk primary" busy={draft.busy} onClick={draft.remove}>
          {t("zuordnung.loeschen")}
        </Button>
        <Button onClick={onClose}>{t("allgemein.abbrechen")}</Button>
      </div>
    </Dialog>
  );
}

import { useTranslation } from "react-i18next";
import type { Verfahrensversion } from "../../api/verfahren.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";

interface Props {
  act: "zurueckziehen" | "verwerfen";
  version: Verfahrensversion;
  doing: { isPending: boolean; error: unknown; mutate: () => void };
  onClose: () => void;
}

/** Asks once more, with what the act means. */
export function ConfirmDialog({ act, version, doing, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t(`verfahren.${act}Titel`, { stand: version.stand })} onClose={onClose}>
      <p>{t(`verfahren.${act}Frage`)}</p>
      {version.laufende > 0 && <p>{t("verfahren.laufend", { count: version.laufende })}</p>}
      <ProblemNotice error={doing.error} />
      <div className="actions">
        <Button kind="risk primary" busy={doing.isPending} onClick={() => doing.mutate()}>
          {t(`verfahren.${act}Jetzt`)}
        </Button>
        <Button onClick={onClose}>{t("allgemein.abbrechen")}</Button>
      </div>
    </Dialog>
  );
}

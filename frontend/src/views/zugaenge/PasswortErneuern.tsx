import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { renewPasswort, zugangQuery } from "../../api/posteingang.ts";
import type { Zugang } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Zugangsdaten } from "./Zugangsdaten.tsx";

interface Props {
  zugang: Zugang;
  version: number;
  onRenewed: (zugang: Zugang) => void;
}

/** A new password for the form server; asks first, because the old one ends at once. */
export function PasswortErneuern({ zugang, version, onRenewed }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: () => renewPasswort(zugang.id, version),
    onSuccess: (neu) => {
      setAsking(false);
      onRenewed(neu.zugang);
      client.setQueryData(zugangQuery(zugang.id).queryKey, neu.zugang);
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("zugang.passwortNeu")}</Button>
      {asking && (
        <Dialog title={t("zugang.passwortNeu")} onClose={() => setAsking(false)}>
          <p>{t("zugang.passwortNeuFrage")}</p>
          <ProblemNotice error={renew.error} />
          <div className="actions">
            <Button kind="risk primary" busy={renew.isPending} onClick={() => renew.mutate()}>
              {t("zugang.passwortNeu")}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </Dialog>
      )}
      {renew.data && (
        <Zugangsdaten zugang={renew.data.zugang} passwort={renew.data.passwort} onClose={() => renew.reset()} />
      )}
    </>
  );
}

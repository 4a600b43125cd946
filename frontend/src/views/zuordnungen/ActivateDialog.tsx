import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { activateZuordnung, pruefungQuery, zuordnungQuery } from "../../api/zuordnung.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { CheckField } from "../../components/fields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { toast } from "../../components/toast.ts";
import { Findings } from "./Findings.tsx";
import { SampleChanges } from "./SampleChanges.tsx";
import type { Bench } from "./use-bench.ts";

interface Props {
  bench: Bench;
  onJump: (stelle: string) => void;
  onClose: () => void;
}

/** The last look: what speaks against it, what changes for the samples, then it counts. */
export function ActivateDialog({ bench, onJump, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { zuordnung, mapping } = bench;
  const [stand, setStand] = useState<number | null>(null);
  const [seen, setSeen] = useState(false);
  const [asked, setAsked] = useState(false);
  const { flush, currentStand } = mapping;
  const leave = useRef(onClose);
  useEffect(() => {
    // What stands against saving is told on the page behind.
    flush().then((saved) => (saved ? setStand(currentStand()) : leave.current()));
  }, [flush, currentStand]);
  const check = useQuery({ ...pruefungQuery(zuordnung.id, stand ?? 0), enabled: stand !== null });
  const activate = useMutation({
    mutationFn: () => activateZuordnung(zuordnung.id, stand ?? 0, seen),
    onSuccess: (active) => {
      client.setQueryData(zuordnungQuery(zuordnung.id).queryKey, active);
      client.invalidateQueries({ queryKey: ["formulare", zuordnung.zugang] });
      toast(t("zuordnung.aktivieren.fertig"));
      onClose();
    },
  });
  const data = check.data;
  const errors = data?.befunde.filter((b) => b.schwere === "fehler") ?? [];
  const warnings = data?.befunde.filter((b) => b.schwere === "warnung") ?? [];
  const remarkable = warnings.length > 0 || (data?.muster.some((m) => m.unterschiede.length > 0) ?? false);
  const missing = remarkable && !seen;
  return (
    <Dialog title={t("zuordnung.aktivieren.titel")} wide onClose={onClose}>
      {!data && !check.error && (
        <>
          <p role="status">{t("zuordnung.aktivieren.prueft")}</p>
          <Skeleton lines={4} />
        </>
      )}
      <ProblemNotice error={check.error} onRetry={() => check.refetch()} />
      {data && (
        <>
          {errors.length > 0 && (
            <Notice kind="danger" title={t("zuordnung.aktivieren.fehler", { count: errors.length })} alert>
              <Findings befunde={errors} bench={bench} onJump={onJump} />
            </Notice>
          )}
          {warnings.length > 0 && (
            <Notice kind="warn" title={t("zuordnung.aktivieren.warnungen", { count: warnings.length })}>
              <Findings befunde={warnings} bench={bench} onJump={onJump} />
            </Notice>
          )}
          {data.bereit && warnings.length === 0 && <Notice kind="good">{t("zuordnung.aktivieren.bereit")}</Notice>}
          <SampleChanges muster={data.muster} placeName={bench.placeName} />
          <p>{t("zuordnung.aktivieren.laufende")}</p>
          {remarkable && data.bereit && (
            <CheckField label={t("zuordnung.aktivieren.gesehen")} checked={seen} onChange={setSeen} />
          )}
          {asked && missing && (
            <p className="danger" role="alert">
              {t("zuordnung.aktivieren.gesehenFehlt")}
            </p>
          )}
          <ProblemNotice error={activate.error} />
          <div className="actions">
            {data.bereit && (
              <Button
                kind="primary"
                busy={activate.isPending}
                onClick={() => (missing ? setAsked(true) : activate.mutate())}
              >
                {t("zuordnung.aktivieren.jetzt")}
              </Button>
            )}
            <Button onClick={onClose}>{t("allgemein.abbrechen")}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

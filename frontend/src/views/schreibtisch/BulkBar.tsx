import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchBlob } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { hasRecht, useIch } from "../../api/session.ts";
import type { VorgangZeile } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { toast } from "../../components/toast.ts";
import { type AssignResult, useAssign } from "../../domain/use-assign.ts";
import { today } from "../../lib/date.ts";
import { saveBlob } from "../../lib/download.ts";
import { BulkAssign } from "./BulkAssign.tsx";
import { type BulkPlan, planBulk } from "./bulk.ts";

/** What can be done with all selected cases. It says before what it will leave out, and after what failed. */
export function BulkBar({ rows, onDone }: { rows: VorgangZeile[]; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const ich = useIch();
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [failed, setFailed] = useState<AssignResult["failed"]>([]);
  const take = planBulk(rows, "uebernehmen", ich.benutzer);

  async function run(plan: BulkPlan, to: string | undefined) {
    setBusy(true);
    const before = new Map(plan.go.map((z) => [z.id, z.zustaendig]));
    const result = await assign.assignAll(plan.go.map((z) => ({ id: z.id, version: z.version, to })));
    setBusy(false);
    setFailed(result.failed);
    toast(t("sammel.zugewiesen", { count: result.done.length }), {
      label: t("allgemein.rueckgaengig"),
      run: () =>
        assign.giveBack(result.done.map((v) => ({ id: v.id, version: v.version, to: before.get(v.id) ?? null }))),
    });
    if (result.failed.length === 0) onDone();
  }
  async function exportAll() {
    setBusy(true);
    setError(null);
    try {
      saveBlob(await fetchBlob("/api/v1/export/xdomea", { vorgaenge: rows.map((z) => z.id) }), `xdomea-${today()}.zip`);
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  }
  const number = (id: string) => rows.find((z) => z.id === id)?.vorgangsnummer;
  const reason = (fault: unknown) => {
    const { reason: key, code } = asProblem(fault);
    return t([`fehler.${key}`, `fehler.${code}`, "fehler.internal"]);
  };
  return (
    <section className="bulkbar" aria-label={t("sammel.titel")}>
      <strong role="status">{t("sammel.gewaehlt", { count: rows.length })}</strong>
      {hasRecht(ich, "vorgang.zuweisen") && (
        <>
          <Button busy={busy} disabled={take.go.length === 0} onClick={() => run(take, undefined)}>
            {t("sammel.uebernehmen", { count: take.go.length })}
          </Button>
          <Button onClick={() => setAssigning(true)}>{t("sammel.zuweisen")}</Button>
        </>
      )}
      {hasRecht(ich, "vorgang.exportieren") && (
        <Button busy={busy} onClick={exportAll}>
          {t("sammel.exportieren")}
        </Button>
      )}
      <Button kind="quiet" onClick={onDone}>
        {t("sammel.aufheben")}
      </Button>
      {take.skip.length > 0 && (
        <small className="bulk-skip">
          {t("sammel.uebersprungen", { count: take.skip.length })}{" "}
          {take.skip.map((s) => `${s.zeile.vorgangsnummer} (${t(`sammel.grund.${s.reason}`)})`).join(", ")}
        </small>
      )}
      <ProblemNotice error={error} />
      {failed.length > 0 && (
        <Notice kind="danger" title={t("sammel.fehler", { count: failed.length })} alert>
          <ul lang={i18n.language}>
            {failed.map((f) => (
              <li key={f.id}>
                {number(f.id)}: {reason(f.error)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {assigning && (
        <BulkAssign
          rows={rows}
          onClose={() => setAssigning(false)}
          onAssign={(plan, to) => {
            setAssigning(false);
            run(plan, to);
          }}
        />
      )}
    </section>
  );
}

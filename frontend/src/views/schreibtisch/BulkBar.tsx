import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem.ts";
import { hasRecht, useIch } from "../../api/session.ts";
import type { VorgangZeile } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { toast } from "../../components/toast.ts";
import { LeftOutDialog } from "../../domain/LeftOutDialog.tsx";
import { type AssignResult, useAssign } from "../../domain/use-assign.ts";
import { useExport } from "../../domain/use-export.ts";
import { BulkAssign } from "./BulkAssign.tsx";
import styles from "./BulkBar.module.css";
import { type BulkPlan, planBulk } from "./bulk.ts";

/** What can be done with all selected cases. It says before what it will leave out, and after what failed. */
export function BulkBar({ rows, onDone }: { rows: VorgangZeile[]; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const ich = useIch();
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const output = useExport(rows.map((z) => z.id));
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
  const number = (id: string) => rows.find((z) => z.id === id)?.vorgangsnummer;
  const reason = (fault: unknown) => {
    const { reason: key, code } = asProblem(fault);
    return t([`fehler.${key}`, `fehler.${code}`, "fehler.internal"]);
  };
  return (
    <section className={styles.bar} aria-label={t("sammel.titel")}>
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
        <Button busy={busy || output.busy} onClick={() => output.run()}>
          {t("sammel.exportieren")}
        </Button>
      )}
      <Button kind="quiet" onClick={onDone}>
        {t("sammel.aufheben")}
      </Button>
      {take.skip.length > 0 && (
        <small>
          {t("sammel.uebersprungen", { count: take.skip.length })}{" "}
          {take.skip.map((s) => `${s.zeile.vorgangsnummer} (${t(`sammel.grund.${s.reason}`)})`).join(", ")}
        </small>
      )}
      <ProblemNotice error={output.error} />
      {output.left && (
        <LeftOutDialog
          left={output.left}
          several
          submit={t("ausgelassen.exportieren")}
          busy={output.busy}
          onConfirm={output.run}
          onClose={output.drop}
        />
      )}
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

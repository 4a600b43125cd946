import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Zuordnung } from "../../api/zuordnung.ts";
import { useFileDrop } from "../../components/file-drop.ts";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { useMedia } from "../../lib/media.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { BenchHeader } from "./BenchHeader.tsx";
import { BenchTabs, type Part } from "./BenchTabs.tsx";
import { Comparison } from "./Comparison.tsx";
import { placeFor } from "./content.ts";
import { DryRun } from "./DryRun.tsx";
import { FieldPanel } from "./FieldPanel.tsx";
import { SampleStrip } from "./SampleStrip.tsx";
import { StaleNotice } from "./StaleNotice.tsx";
import { TargetPanel } from "./TargetPanel.tsx";
import { placeId, useBench } from "./use-bench.ts";
import { useDraftActs } from "./use-draft-acts.ts";
import { useSamples } from "./use-samples.ts";
import styles from "./Workbench.module.css";

interface Props {
  zuordnung: Zuordnung;
  muster: string | undefined;
  onShow: (muster: string) => void;
}

/** One screen: the form's fields, what is needed, and what comes of it. Narrow windows show one after the other. */
export function Workbench({ zuordnung, muster, onShow }: Props) {
  const { t } = useTranslation();
  const wide = useMedia("(min-width: 75rem)");
  const [part, setPart] = useState<Part>("felder");
  const bench = useBench(zuordnung, muster);
  const samples = useSamples(bench, onShow);
  const draft = useDraftActs(bench);
  const drop = useFileDrop((file) => samples.upload(file), !bench.editable || samples.busy);
  usePageTitle(t("zuordnung.titel", { formular: zuordnung.formular }));
  const jump = (stelle: string) => {
    setPart("ziele");
    setTimeout(() => document.getElementById(placeId(placeFor(bench.inhalt, stelle)))?.focus());
  };
  const parts = {
    felder: <FieldPanel bench={bench} onMapped={() => setPart("ziele")} />,
    ziele: <TargetPanel bench={bench} onWait={() => setPart("felder")} />,
    probe: <DryRun bench={bench} />,
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file and Escape are second ways; buttons offer the same
    <div
      className={styles.bench}
      {...drop.area}
      onKeyDown={(e) => e.key === "Escape" && !e.defaultPrevented && bench.clear()}
    >
      <BenchHeader bench={bench} draft={draft} onJump={jump} />
      <SampleStrip bench={bench} samples={samples} onShow={onShow} />
      <div className={styles.notices}>
        <StaleNotice bench={bench} />
        <ProblemNotice error={bench.mapping.error} safe="form" />
        <ProblemNotice error={draft.pageError} />
        <ProblemNotice error={bench.muster.error} onRetry={() => bench.muster.refetch()} />
        {!bench.editable && <Notice>{t("zuordnung.nurLesen")}</Notice>}
        <Comparison bench={bench} />
      </div>
      {wide ? (
        <div className={styles.columns}>
          {parts.felder}
          {parts.ziele}
          {parts.probe}
        </div>
      ) : (
        <BenchTabs part={part} onChange={setPart}>
          {parts[part]}
        </BenchTabs>
      )}
      <p className="vh" role="status">
        {bench.said}
      </p>
      {drop.over && <div className={styles.drop}>{t("zuordnung.muster.ablegen")}</div>}
    </div>
  );
}

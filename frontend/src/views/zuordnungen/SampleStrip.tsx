import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Chip } from "../../components/Chip.tsx";
import { FileButton } from "../../components/FileButton.tsx";
import { Notice } from "../../components/Notice.tsx";
import { SampleProblem } from "../../domain/SampleProblem.tsx";
import { ForeignSample } from "./ForeignSample.tsx";
import { InboxDialog } from "./InboxDialog.tsx";
import styles from "./SampleStrip.module.css";
import type { Bench } from "./use-bench.ts";
import type { Samples } from "./use-samples.ts";

interface Props {
  bench: Bench;
  samples: Samples;
  onShow: (id: string) => void;
}

/** The samples of the form: which one is shown, and how more come in. */
export function SampleStrip({ bench, samples, onShow }: Props) {
  const { t } = useTranslation();
  const [inbox, setInbox] = useState(false);
  const { muster } = bench.zuordnung;
  const shown = muster.find((m) => m.id === bench.musterId);
  return (
    <section className={styles.samples} aria-labelledby="muster-titel">
      <h2 id="muster-titel">{t("zuordnung.muster.titel")}</h2>
      <ul className={styles.list} aria-label={t("zuordnung.muster.waehlen")}>
        {muster.map((m) => (
          <li key={m.id}>
            <Chip aria-pressed={m.id === bench.musterId} onClick={() => onShow(m.id)}>
              <span>{m.name}</span>
              {m.echt && <span className={styles.masked}>{t("zuordnung.muster.echtKurz")}</span>}
            </Chip>
          </li>
        ))}
      </ul>
      {bench.editable && shown && (
        <button
          type="button"
          className={buttonClass("icon")}
          aria-label={t("zuordnung.muster.entfernen", { name: shown.name })}
          onClick={() => samples.remove(shown.id)}
        >
          ✕
        </button>
      )}
      {bench.editable && (
        <>
          <FileButton
            kind={muster.length === 0 ? "primary" : "plain"}
            name={t("zuordnung.muster.datei")}
            busy={samples.busy}
            onFile={(file) => samples.upload(file)}
          >
            + {t("zuordnung.muster.neu")}
          </FileButton>
          <Button onClick={() => setInbox(true)}>{t("zuordnung.muster.eingang")}</Button>
        </>
      )}
      <small className="muted" role="status">
        {samples.busy ? t("zuordnung.muster.liest") : shown?.echt ? t("zuordnung.muster.echt") : ""}
      </small>
      {inbox && <InboxDialog bench={bench} samples={samples} onClose={() => setInbox(false)} />}
      {(samples.error !== null || samples.foreign) && (
        <div className={styles.notice}>
          <SampleProblem error={samples.error} />
          {samples.foreign && <ForeignSample muster={samples.foreign} />}
        </div>
      )}
      {muster.length === 0 && (
        <div className={styles.notice}>
          <Notice title={t("zuordnung.muster.leerTitel")}>
            <p>{t("zuordnung.muster.leerText")}</p>
          </Notice>
        </div>
      )}
    </section>
  );
}

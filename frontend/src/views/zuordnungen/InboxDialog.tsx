import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { eingaengeQuery } from "../../api/zuordnung.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { formatMoment } from "../../lib/date.ts";
import { fileSize } from "../../lib/number.ts";
import styles from "./InboxDialog.module.css";
import type { Bench } from "./use-bench.ts";
import type { Samples } from "./use-samples.ts";

interface Props {
  bench: Bench;
  samples: Samples;
  onClose: () => void;
}

/** Recent deliveries of this form; one of them becomes a masked sample. */
export function InboxDialog({ bench, samples, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { zugang, formular, version } = bench.zuordnung;
  const query = useQuery(eingaengeQuery(zugang, formular));
  const [taking, setTaking] = useState("");
  const rows = query.data?.filter((e) => (version === "" || e.version === version) && !e.rohdatenGeloeschtAm);
  const take = async (id: string) => {
    setTaking(id);
    try {
      await samples.copy(id);
    } finally {
      onClose();
    }
  };
  return (
    <Dialog title={t("zuordnung.muster.ausEingang")} wide onClose={onClose}>
      <p>{t("zuordnung.muster.ausEingangText")}</p>
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={5} />}
      {rows?.length === 0 && <p className="muted">{t("zuordnung.muster.keineEingaenge")}</p>}
      <ul className={styles.inbox}>
        {rows?.map((e) => (
          <li key={e.id}>
            <span className="num">{formatMoment(e.empfangenAm, i18n.language)}</span>
            <code>{e.referenz}</code>
            <span className="muted">
              {[e.vorgangsnummer, e.version, fileSize(e.groesse, i18n.language)].filter(Boolean).join(" · ")}
            </span>
            <Button
              busy={taking === e.id}
              aria-label={t("zuordnung.muster.nehmenVon", { referenz: e.referenz })}
              onClick={() => take(e.id).catch(() => undefined)}
            >
              {t("zuordnung.muster.nehmen")}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

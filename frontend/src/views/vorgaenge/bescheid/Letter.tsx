import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchBlob } from "../../../api/client.ts";
import type { BescheidNeu } from "../../../api/types.ts";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import styles from "./Letter.module.css";

/** The letter as it would go out, drawn by the server. */
export function Letter({ vorgangId, bescheid }: { vorgangId: string; bescheid: BescheidNeu }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const body = JSON.stringify(bescheid);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` only asks for the same letter once more
  useEffect(() => {
    let alive = true;
    let made = "";
    setError(null);
    fetchBlob(`/api/v1/vorgaenge/${vorgangId}/bescheid/vorschau`, JSON.parse(body))
      .then((blob) => {
        if (!alive) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch((fault) => alive && setError(fault));
    return () => {
      alive = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [body, vorgangId, attempt]);
  if (error) return <ProblemNotice error={error} safe="form" onRetry={() => setAttempt((n) => n + 1)} />;
  if (!url) return <Skeleton lines={8} />;
  return <iframe className={styles.letter} title={t("bescheid.vorschauTitel")} src={`${url}#navpanes=0&view=FitH`} />;
}

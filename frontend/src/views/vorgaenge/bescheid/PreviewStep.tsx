import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchBlob } from "../../../api/client.ts";
import type { Vorgang } from "../../../api/types.ts";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import type { Values } from "../../../domain/placeholders.ts";
import { type DecisionDraft, type Missing, toBescheid } from "./decision-draft.ts";
import { Gaps } from "./Gaps.tsx";
import styles from "./PreviewStep.module.css";

interface Props {
  vorgang: Vorgang;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
}

/** The letter as it would go out, drawn by the server. */
export function PreviewStep({ vorgang, values, draft, gaps }: Props) {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const body = JSON.stringify(toBescheid(draft, vorgang, values, vorgang.version));
  const ready = gaps.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` only asks for the same letter once more
  useEffect(() => {
    if (!ready) return;
    let alive = true;
    let made = "";
    setError(null);
    fetchBlob(`/api/v1/vorgaenge/${vorgang.id}/bescheid/vorschau`, JSON.parse(body))
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
  }, [body, vorgang.id, ready, attempt]);
  if (!ready) return <Gaps gaps={gaps} />;
  if (error) return <ProblemNotice error={error} safe="form" onRetry={() => setAttempt((n) => n + 1)} />;
  if (!url) return <Skeleton lines={8} />;
  return <iframe className={styles.letter} title={t("bescheid.vorschauTitel")} src={`${url}#navpanes=0&view=FitH`} />;
}

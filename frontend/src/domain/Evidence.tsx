import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchFile } from "../api/client.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { saveBlob } from "../lib/download.ts";

interface Props {
  vorgang: Vorgang;
  /** The message or the decision. */
  objekt: string;
  /** What it is of, for those who hear the button alone. */
  what: string;
}

/** What the record proves of it, as a file: for people and for programs. */
export function Evidence({ vorgang, objekt, what }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState<"pdf" | "json" | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  if (!vorgang.aktionen.includes("exportieren")) return null;
  const save = async (kind: "pdf" | "json") => {
    setBusy(kind);
    try {
      const url = `/api/v1/vorgaenge/${vorgang.id}/nachweise/${objekt}`;
      const { blob } = await fetchFile(kind === "pdf" ? `${url}/pdf` : url);
      saveBlob(blob, `Nachweis_${vorgang.vorgangsnummer}_${objekt.slice(-6)}.${kind}`);
      setFault(null);
    } catch (error) {
      setFault(error);
    }
    setBusy(null);
  };
  return (
    <div className="small">
      <span className="rowflex">
        <span className="muted">{t("nachweis.titel")}</span>
        {(["pdf", "json"] as const).map((kind) => (
          <Button key={kind} kind="link" busy={busy === kind} onClick={() => save(kind)}>
            {t(`nachweis.${kind}`)} <span className="vh">{t("nachweis.zu", { was: what })}</span>
          </Button>
        ))}
      </span>
      {fault !== null && <ProblemNotice error={fault} />}
    </div>
  );
}

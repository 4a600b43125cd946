import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadDokument } from "../../api/commands.ts";
import { vorgangQuery } from "../../api/queries.ts";
import { useRecht } from "../../api/session.ts";
import type { Dokument } from "../../api/types.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { cx } from "../../lib/cx.ts";
import styles from "./UploadBox.module.css";

interface Props {
  vorgangId: string;
  hint: string;
  /** All that arrived, once: who is told one by one would forget the one before. */
  onUploaded?: (dokumente: Dokument[]) => void;
}

/** Files by button or drag, one after the other; each is scanned on the server before it goes anywhere. */
export function UploadBox({ vorgangId, hint, onUploaded }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const id = useId();
  const [over, setOver] = useState(false);
  const [running, setRunning] = useState("");
  const [error, setError] = useState<unknown>(null);
  const may = useRecht("vorgang.bearbeiten");
  if (!may) return null;

  async function upload(files: FileList | null) {
    setError(null);
    const arrived: Dokument[] = [];
    for (const file of files ?? []) {
      setRunning(file.name);
      try {
        arrived.push(await uploadDokument(vorgangId, file));
      } catch (fault) {
        setError(fault);
        break;
      }
    }
    setRunning("");
    if (arrived.length > 0) onUploaded?.(arrived);
    client.invalidateQueries({ queryKey: vorgangQuery(vorgangId).queryKey });
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the file field inside is the first
    <div
      className={cx(styles.upload, over && styles.over)}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        upload(e.dataTransfer.files);
      }}
    >
      <label htmlFor={id} className="label">
        {t("dokumente.hochladen")}
      </label>
      <input
        id={id}
        type="file"
        multiple
        onChange={async (e) => {
          await upload(e.target.files);
          e.target.value = "";
        }}
      />
      <small className="muted">{hint}</small>
      <small role="status">{running && t("dokumente.laedtHoch", { name: running })}</small>
      <ProblemNotice error={error} />
    </div>
  );
}

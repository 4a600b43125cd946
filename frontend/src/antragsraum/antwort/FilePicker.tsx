import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FieldError } from "../components/FieldError";
import { FileItem } from "../components/FileItem";
import { Icon } from "../components/Icon";
import { cx } from "../lib/cx";
import { formatBytes } from "../lib/format";
import styles from "./FilePicker.module.css";
import type { AnswerState } from "./useAnswer";

interface Props {
  answer: AnswerState;
  /** part of the request the files go into */
  part: string;
  label: string;
  /** what the files are for, when the label alone does not say it */
  about?: string;
  hint?: string;
}

/** Chooses files for one part; the chosen ones stand below with a way to remove each. */
export function FilePicker({ answer, part, label, about, hint }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const mine = answer.beilagen.filter((beilage) => beilage.part === part);
  const complaints = answer.complaints.part === part ? answer.complaints.list : [];
  const sending = answer.phase.name === "sendet";
  return (
    <div className={styles.picker}>
      <label className={cx("kern-btn kern-btn--secondary", styles.pick, sending && styles.off)} htmlFor={id}>
        <Icon name="dazu" />
        <span className="kern-label">
          {label}
          {about && <span className="vh">: {about}</span>}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          disabled={sending}
          aria-describedby={`${id}-hinweis ${id}-fehler`}
          onChange={(event) => {
            answer.addFiles(part, Array.from(event.target.files ?? []));
            event.target.value = "";
          }}
        />
      </label>
      <p id={`${id}-hinweis`} className="small muted">
        {hint}
      </p>
      <div id={`${id}-fehler`} role="alert">
        {complaints.map(({ key, name }) => (
          <FieldError key={name}>{t(`datei.${key}`, { name })}</FieldError>
        ))}
      </div>
      {mine.length > 0 && (
        <ul>
          {mine.map((beilage) => (
            <FileItem
              key={`${beilage.file.name}-${beilage.file.lastModified}`}
              name={<span>{beilage.file.name}</span>}
              about={formatBytes(beilage.file.size, i18n.language)}
            >
              {!sending && (
                <button
                  type="button"
                  aria-label={t("datei.entfernenName", { name: beilage.file.name })}
                  onClick={() => {
                    answer.removeFile(beilage);
                    input.current?.focus();
                  }}
                >
                  <Icon name="kreuz" />
                </button>
              )}
            </FileItem>
          ))}
        </ul>
      )}
    </div>
  );
}

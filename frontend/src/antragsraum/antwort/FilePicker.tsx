import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../components/Icon";
import { formatBytes } from "../lib/format";
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
    <div className="ar-picker">
      <label className={`kern-btn kern-btn--secondary ar-pick ${sending ? "ar-pick-off" : ""}`} htmlFor={id}>
        <Icon name="dazu" />
        <span className="kern-label">
          {label}
          {about && <span className="ar-unseen">: {about}</span>}
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
      <p id={`${id}-hinweis`} className="ar-small ar-muted">
        {hint}
      </p>
      <div id={`${id}-fehler`} role="alert">
        {complaints.map(({ key, name }) => (
          <p key={name} className="ar-field-error">
            {t(`datei.${key}`, { name })}
          </p>
        ))}
      </div>
      {mine.length > 0 && (
        <ul className="ar-files">
          {mine.map((beilage) => (
            <li key={`${beilage.file.name}-${beilage.file.lastModified}`} className="ar-file">
              <Icon name="datei" />
              <span className="ar-file-text">
                <span>{beilage.file.name}</span>
                <span className="ar-small ar-muted">{formatBytes(beilage.file.size, i18n.language)}</span>
              </span>
              {!sending && (
                <button
                  type="button"
                  className="ar-remove"
                  aria-label={t("datei.entfernenName", { name: beilage.file.name })}
                  onClick={() => {
                    answer.removeFile(beilage);
                    input.current?.focus();
                  }}
                >
                  <Icon name="kreuz" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

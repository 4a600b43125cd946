import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { RadioGroup, TextField } from "../../../components/fields.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import type { Waiting } from "./use-begin-mapping.ts";

interface Props {
  /** The form as a sample or a delivery names it; without it the person types. */
  known?: Waiting;
  busy: boolean;
  error: unknown;
  onBegin: (formular: string, version: string) => void;
  onClose: () => void;
}

/** Asks what cannot be known: the key of a form nobody has seen, and for which versions the mapping is. */
export function NewMapping({ known, busy, error, onBegin, onClose }: Props) {
  const { t } = useTranslation();
  const [formular, setFormular] = useState(known?.formular ?? "");
  const [version, setVersion] = useState("");
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (formular.trim()) onBegin(formular.trim(), version.trim());
  };
  return (
    <Dialog title={t("formulare.neu")} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {known ? (
          <>
            <p>
              {t("formulare.formular")}: <code>{known.formular}</code>
            </p>
            <RadioGroup
              legend={t("formulare.gilt")}
              value={version}
              onChange={setVersion}
              options={[
                { value: "", label: t("formulare.giltAlle"), hint: t("formulare.giltAlleHinweis") },
                {
                  value: known.version,
                  label: t("formulare.giltEine", { version: known.version }),
                  hint: t("formulare.giltEineHinweis"),
                },
              ]}
            />
          </>
        ) : (
          <>
            <TextField
              label={t("formulare.schluessel")}
              hint={t("formulare.schluesselHinweis")}
              required
              maxLength={400}
              value={formular}
              onChange={setFormular}
            />
            <TextField
              label={t("formulare.versionFrei")}
              hint={t("formulare.versionFreiHinweis")}
              maxLength={200}
              value={version}
              onChange={setVersion}
            />
          </>
        )}
        <ProblemNotice error={error} safe="form" />
        <div className="actions">
          <Button kind="primary" type="submit" busy={busy}>
            {t("formulare.beginnen")}
          </Button>
          <Button onClick={onClose}>{t("allgemein.abbrechen")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

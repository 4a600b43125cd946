import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Verfahren } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { FieldLine } from "../../../components/FieldLine.tsx";
import { CheckField, fieldClass, TextField } from "../../../components/fields.tsx";
import type { MessageDraft } from "./message-draft.ts";

interface Props {
  known: Verfahren["unterlagen"];
  punkte: MessageDraft["punkte"];
  error?: string;
  onChange: (punkte: MessageDraft["punkte"]) => void;
}

/** What is asked for: documents the procedure knows, and free ones. */
export function ItemEditor({ known, punkte, error, onChange }: Props) {
  const { t } = useTranslation();
  const [frei, setFrei] = useState("");
  const without = (titel: string) => punkte.filter((p) => p.titel !== titel);
  const add = () => {
    const titel = frei.trim();
    if (titel) onChange([...without(titel), { titel, hinweis: "" }]);
    setFrei("");
  };
  const free = punkte.filter((p) => !known.some((k) => k.titel === p.titel));
  return (
    <fieldset className={fieldClass.frame}>
      <legend>{t("punkt.welche")}</legend>
      {error && <span className={fieldClass.error}>{error}</span>}
      {known.map((k) => (
        <CheckField
          key={k.kennung}
          checked={punkte.some((p) => p.titel === k.titel)}
          onChange={(an) => onChange(an ? [...punkte, { titel: k.titel, hinweis: k.hinweis ?? "" }] : without(k.titel))}
          label={
            <>
              {k.titel}
              {k.hinweis && <small className="muted"> – {k.hinweis}</small>}
            </>
          }
        />
      ))}
      {free.map((p) => (
        <CheckField key={p.titel} checked label={p.titel} onChange={() => onChange(without(p.titel))} />
      ))}
      <FieldLine>
        <TextField
          label={t("punkt.weitere")}
          maxLength={300}
          value={frei}
          onChange={setFrei}
          onKeyDown={(e) => {
            if (e.key !== "Enter") return;
            e.preventDefault();
            add();
          }}
        />
        <Button onClick={add}>{t("punkt.hinzufuegen")}</Button>
      </FieldLine>
    </fieldset>
  );
}

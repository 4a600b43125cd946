import { useTranslation } from "react-i18next";
import type { AufgabeFeld } from "../api/types.ts";
import { RadioGroup, SelectField, TextField } from "../components/fields.tsx";

interface Props {
  feld: AufgabeFeld;
  value: string;
  error?: string;
  onChange: (wert: string) => void;
}

/** One field of a task: how it is typed depends on its kind. */
export function TaskField({ feld, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const label = feld.pflicht ? feld.label : t("aufgabe.freiwillig", { label: feld.label });
  if (feld.typ === "ja_nein")
    return (
      <RadioGroup
        legend={label}
        error={error}
        value={value}
        onChange={onChange}
        options={[
          { value: "ja", label: t("allgemein.ja") },
          { value: "nein", label: t("allgemein.nein") },
        ]}
      />
    );
  if (feld.typ === "auswahl") {
    const options = (feld.optionen ?? []).map((o) => ({ value: o.wert, label: o.label }));
    return (
      <SelectField
        label={label}
        error={error}
        value={value}
        onChange={onChange}
        options={[{ value: "", label: t("allgemein.bitteWaehlen") }, ...options]}
      />
    );
  }
  const hint = feld.typ === "betrag" ? t("aufgabe.betragHinweis") : undefined;
  const inputMode = feld.typ === "zahl" || feld.typ === "betrag" ? "decimal" : undefined;
  const type = feld.typ === "datum" ? "date" : "text";
  return <TextField {...{ label, hint, error, type, inputMode, value, onChange }} />;
}

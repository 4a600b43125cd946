import { useState } from "react";
import { useTranslation } from "react-i18next";
import { completeAufgabe } from "../api/commands.ts";
import { asProblem } from "../api/problem.ts";
import type { Aufgabe, AufgabeFeld, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { RadioGroup, SelectField, TextField } from "../components/fields.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { TaskOvertaken } from "./TaskOvertaken.tsx";
import { aufgabeWert, useValueInWords } from "./task-values.ts";
import { useAct } from "./use-act.ts";

function Input({ feld, value, error, onChange }: InputProps) {
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

interface InputProps {
  feld: AufgabeFeld;
  value: string;
  error?: string;
  onChange: (wert: string) => void;
}

interface Props {
  vorgang: Vorgang;
  aufgabe: Aufgabe;
  /** After typed values of a task that is gone were dropped. */
  onDismissed?: () => void;
}

/** The fields of one task of the process. Typed values survive reload, conflict, and that somebody else was faster. */
export function AufgabeForm({ vorgang, aufgabe, onDismissed }: Props) {
  const { t } = useTranslation();
  const valueInWords = useValueInWords();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const action = useAct<Record<string, unknown>>({
    vorgang,
    act: aufgabe.id,
    offered: aufgabe.zustand === "offen" && aufgabe.erledigbar,
    call: (version, input) => completeAufgabe(vorgang.id, aufgabe.id, version, input),
  });
  const werte = action.typed;
  const refused = action.error ? (asProblem(action.error).fields ?? {}) : {};
  const errorOf = (name: string) =>
    errors[name] ?? (refused[name] && t([`fehlerFeld.${refused[name]}`, "fehlerFeld.ungueltig"]));
  const inWords = (feld: AufgabeFeld, wert: unknown) => (wert === undefined ? "–" : valueInWords(feld, wert));
  const submit = () => {
    const found: Record<string, string> = {};
    const input: Record<string, unknown> = {};
    for (const feld of aufgabe.felder) {
      const text = werte[feld.name] ?? "";
      const wert = aufgabeWert(feld, text);
      if (text !== "" && wert === null) found[feld.name] = t("fehlerFeld.ungueltig");
      if (text === "" && feld.pflicht) found[feld.name] = t("fehlerFeld.required");
      if (wert !== null) input[feld.name] = wert;
    }
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    action.send(input);
  };
  if (!action.stands) return <TaskOvertaken {...{ vorgang, aufgabe, onDismissed }} replacesForm={action.stood} />;
  return (
    <form
      className="stack-s"
      aria-label={aufgabe.titel}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {aufgabe.felder.map((feld) => (
        <Input
          key={feld.name}
          feld={feld}
          value={werte[feld.name] ?? ""}
          error={errorOf(feld.name)}
          onChange={(wert) => action.type({ [feld.name]: wert })}
        />
      ))}
      <ActionFeedback
        action={action}
        labels={Object.fromEntries(aufgabe.felder.map((f) => [f.name, f.label]))}
        typed={(e) => aufgabe.felder.map((f) => `${f.label}: ${inWords(f, e[f.name])}`).join("\n")}
      />
      <div className="actions">
        <Button type="submit" kind="primary" busy={action.busy}>
          {aufgabe.felder.length > 0 ? t("aufgabe.abschliessen") : t("aufgabe.erledigt")}
        </Button>
      </div>
    </form>
  );
}

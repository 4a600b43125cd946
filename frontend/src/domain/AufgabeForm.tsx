import { useState } from "react";
import { useTranslation } from "react-i18next";
import { completeAufgabe } from "../api/commands.ts";
import { asProblem } from "../api/problem.ts";
import type { Aufgabe, AufgabeFeld, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { RadioGroup, SelectField, TextField } from "../components/fields.tsx";
import { parseCents, parseNumber } from "../lib/number.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { shownValue } from "./fields.ts";
import { useDraft } from "./use-draft.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";

type Typed = Record<string, string>;

/** Typed text to the values the process expects, amounts in euro; null where it is none. */
export function aufgabeWert(feld: AufgabeFeld, text: string): unknown {
  if (text === "") return null;
  if (feld.typ === "ja_nein") return text === "ja";
  if (feld.typ === "betrag") {
    const cents = parseCents(text);
    return cents === null ? null : cents / 100;
  }
  if (feld.typ === "zahl") return parseNumber(text);
  return text;
}

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

/** The fields of one task of the process. Typed values survive reload and conflict. */
export function AufgabeForm({ vorgang, aufgabe }: { vorgang: Vorgang; aufgabe: Aufgabe }) {
  const { t, i18n } = useTranslation();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const draft = useDraft<{ aufgabe: string; werte: Typed }>(vorgang.id, "aufgabe", { aufgabe: aufgabe.id, werte: {} });
  const werte = draft.value.aufgabe === aufgabe.id ? draft.value.werte : {};
  const action = useVorgangAction<Record<string, unknown>>(
    vorgang,
    (version, input) => completeAufgabe(vorgang.id, aufgabe.id, version, input),
    () => void draft.discard(),
    Object.keys(werte).length === 0,
  );
  const refused = action.error ? (asProblem(action.error).fields ?? {}) : {};
  const errorOf = (name: string) =>
    errors[name] ?? (refused[name] && t([`fehlerFeld.${refused[name]}`, "fehlerFeld.ungueltig"]));
  const inWords = ({ name, typ, optionen }: AufgabeFeld, wert: unknown) => {
    if (wert === undefined) return "–";
    const sent = { name, typ, wert: String(wert), text: optionen?.find((o) => o.wert === wert)?.label };
    return shownValue(sent, i18n.language, { ja: t("allgemein.ja"), nein: t("allgemein.nein") });
  };
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
    if (Object.keys(found).length === 0) action.send(input);
  };
  return (
    <form
      className="stack-s"
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
          onChange={(wert) => draft.change({ aufgabe: aufgabe.id, werte: { ...werte, [feld.name]: wert } })}
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

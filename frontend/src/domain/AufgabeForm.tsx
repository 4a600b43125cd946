import { useState } from "react";
import { useTranslation } from "react-i18next";
import { completeAufgabe } from "../api/commands.ts";
import { asProblem } from "../api/problem.ts";
import type { Aufgabe, AufgabeFeld, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { TaskField } from "./TaskField.tsx";
import { TaskOvertaken } from "./TaskOvertaken.tsx";
import { readForm, useValueInWords } from "./task-values.ts";
import { useAct } from "./use-act.ts";

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
    const { input, wrong } = readForm(aufgabe.felder, werte);
    setErrors(Object.fromEntries(Object.entries(wrong).map(([name, why]) => [name, t(`fehlerFeld.${why}`)])));
    if (Object.keys(wrong).length > 0) return;
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
        <TaskField
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

import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AufgabeFeld } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { TaskField } from "../../domain/TaskField.tsx";
import { readForm } from "../../domain/task-values.ts";

interface Props {
  label: string;
  felder: AufgabeFeld[];
  /** Values that the program would give: each gets a name of its own. */
  kennungen: string[];
  /** Why the server did not take a field. */
  refused: Record<string, string>;
  nr: number;
  send: string;
  onSend: (werte: Record<string, unknown>) => void;
  children?: ReactNode;
}

/** What a person or a service would give back, and the button that says it has. */
export function StepForm({ label, felder, kennungen, refused, nr, send, onSend, children }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const read = readForm(felder, typed);
    setWrong(read.wrong);
    if (Object.keys(read.wrong).length > 0) return;
    onSend({ ...Object.fromEntries(kennungen.map((name) => [name, t("uebung.kennung", { nr })])), ...read.input });
  };
  const errorOf = (name: string) => {
    const why = wrong[name] ?? refused[name];
    return why && t([`fehlerFeld.${why}`, "fehlerFeld.ungueltig"]);
  };
  return (
    <form className="stack-s" aria-label={label} noValidate onSubmit={submit}>
      {felder.map((feld) => (
        <TaskField
          key={feld.name}
          feld={feld}
          value={typed[feld.name] ?? ""}
          error={errorOf(feld.name)}
          onChange={(wert) => setTyped((before) => ({ ...before, [feld.name]: wert }))}
        />
      ))}
      {children}
      <div className="actions">
        <Button type="submit" kind="primary">
          {send}
        </Button>
      </div>
    </form>
  );
}

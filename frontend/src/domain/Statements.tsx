import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { Card } from "../components/Card.tsx";
import { Facts } from "../components/Facts.tsx";
import { formatMoment } from "../lib/date.ts";
import { Remark } from "./Remark.tsx";
import { statements } from "./task-answers.ts";

/** What somebody answered in a task, in the words of its form. */
export function Answers({ aufgabe }: { aufgabe: Aufgabe }) {
  return (
    <Facts>
      {(aufgabe.angaben ?? []).map((a) => (
        <div key={a.label}>
          <dt>{a.label}</dt>
          <dd className="pre">{a.text}</dd>
        </div>
      ))}
    </Facts>
  );
}

/** What other units said about the case and what the tasks before came to: to be read before deciding. */
export function Statements({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const said = statements(vorgang);
  if (said.length === 0) return null;
  return (
    <Card aria-labelledby={id}>
      <h2 id={id}>{t("stellungnahmen.titel")}</h2>
      <ul className="stack-s">
        {said.map((a) => (
          <Remark key={a.id}>
            <strong>{a.titel}</strong>
            <br />
            <small className="muted">
              {a.einheit === vorgang.einheit ? "" : `${a.einheitName || a.einheit}: `}
              {a.erledigtVon}
              {a.erledigtAm && `, ${formatMoment(a.erledigtAm, i18n.language)}`}
            </small>
            <Answers aufgabe={a} />
          </Remark>
        ))}
      </ul>
    </Card>
  );
}

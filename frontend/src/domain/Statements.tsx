import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { Card } from "../components/Card.tsx";
import { Facts } from "../components/Facts.tsx";
import { formatMoment } from "../lib/date.ts";
import { useAngabeText } from "./angabe.ts";
import { Remark } from "./Remark.tsx";
import { statements } from "./task-answers.ts";

/** What somebody answered in a task, in the words of its form. */
export function Answers({ aufgabe }: { aufgabe: Aufgabe }) {
  const text = useAngabeText();
  return (
    <Facts>
      {(aufgabe.angaben ?? []).map((a) => (
        <div key={a.label}>
          <dt>{a.label}</dt>
          <dd className="pre">{text(a)}</dd>
        </div>
      ))}
    </Facts>
  );
}

/** What other units said about the case and what the tasks before came to. */
export function StatementList({ vorgang }: { vorgang: Vorgang }) {
  const { i18n } = useTranslation();
  return (
    <ul className="stack-s">
      {statements(vorgang).map((a) => (
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
  );
}

/** The same as a card of its own: to be read before deciding. */
export function Statements({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const id = useId();
  if (statements(vorgang).length === 0) return null;
  return (
    <Card aria-labelledby={id}>
      <h2 id={id}>{t("stellungnahmen.titel")}</h2>
      <StatementList vorgang={vorgang} />
    </Card>
  );
}

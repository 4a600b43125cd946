import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Facts } from "../components/Facts.tsx";
import { Notice } from "../components/Notice.tsx";
import { formatMoment } from "../lib/date.ts";
import { ConflictSides } from "./ConflictSides.tsx";
import { Answers } from "./Statements.tsx";
import { typedFields, useValueInWords } from "./task-values.ts";
import type { TaskDrafts } from "./use-task-drafts.ts";

interface Props {
  vorgang: Vorgang;
  aufgabe: Aufgabe;
  drafts: TaskDrafts;
  /** The form was before the eyes a moment ago: the keyboard goes on here. */
  replacesForm: boolean;
  onDismissed?: () => void;
}

/** The same step of the process once more, open and untouched. */
const openAgain = (vorgang: Vorgang, aufgabe: Aufgabe, drafts: TaskDrafts) =>
  vorgang.aufgaben.find(
    (a) =>
      a.id !== aufgabe.id &&
      a.element === aufgabe.element &&
      a.zustand === "offen" &&
      a.erledigbar &&
      drafts.of(a.id) === undefined,
  );

/** What this person had entered, to be read and copied. */
function OwnInput({ aufgabe, drafts }: Pick<Props, "aufgabe" | "drafts">) {
  const { t } = useTranslation();
  const inWords = useValueInWords();
  const own = typedFields(aufgabe, drafts.of(aufgabe.id) ?? {});
  if (own.length === 0) return <p>{t("ueberholt.nichts")}</p>;
  return (
    <Facts>
      {own.map(({ feld, wert }) => (
        <div key={feld.name}>
          <dt>{feld.label}</dt>
          <dd className="pre">{inWords(feld, wert)}</dd>
        </div>
      ))}
    </Facts>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <strong>{title}</strong>
      {children}
    </section>
  );
}

/** Where the form of a task was: it is no longer this person's to answer, and what they entered is still here. */
export function TaskOvertaken({ vorgang, aufgabe, drafts, replacesForm, onDismissed }: Props) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (replacesForm && lost) box.current?.focus({ preventScroll: true });
  }, [replacesForm]);
  const again = openAgain(vorgang, aufgabe, drafts);
  const empty = Object.keys(drafts.of(aufgabe.id) ?? {}).length === 0;
  const done = aufgabe.zustand === "erledigt";
  const who = {
    name: aufgabe.erledigtVon,
    zeit: aufgabe.erledigtAm && formatMoment(aufgabe.erledigtAm, i18n.language),
    titel: aufgabe.titel,
    einheit: aufgabe.einheitName || aufgabe.einheit,
  };
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="warn" title={t(`ueberholt.${aufgabe.zustand}.titel`, who)} alert>
        <p>
          {t(`ueberholt.${aufgabe.zustand}.text`, who)} {!empty && t("ueberholt.sicher")}
        </p>
        <ConflictSides>
          {done && (
            <Side title={t("ueberholt.andere", who)}>
              {aufgabe.angaben?.length ? <Answers aufgabe={aufgabe} /> : <p>{t("ueberholt.ohneAngaben")}</p>}
            </Side>
          )}
          <Side title={t("konflikt.ihres")}>
            <OwnInput {...{ aufgabe, drafts }} />
          </Side>
        </ConflictSides>
        <div className="actions">
          {again && !empty && (
            <Button kind="primary" onClick={() => drafts.move(aufgabe.id, again.id)}>
              {t("ueberholt.uebernehmen")}
            </Button>
          )}
          <Button
            onClick={() => {
              drafts.forget(aufgabe.id);
              onDismissed?.();
            }}
          >
            {empty ? t("allgemein.schliessen") : t("ueberholt.verwerfen")}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

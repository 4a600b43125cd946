import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { formatMoment } from "../lib/date.ts";
import { type Begun, useBegun } from "./begun.tsx";
import { Side } from "./ConflictSides.tsx";
import { Overtaken } from "./Overtaken.tsx";
import { Answers } from "./Statements.tsx";
import { typedFields, useValueInWords } from "./task-values.ts";

interface Props {
  vorgang: Vorgang;
  aufgabe: Aufgabe;
  replacesForm: boolean;
  onDismissed?: () => void;
}

/** The same step of the process once more, open and untouched. */
const openAgain = (vorgang: Vorgang, aufgabe: Aufgabe, begun: Begun) =>
  vorgang.aufgaben.find(
    (a) =>
      a.id !== aufgabe.id &&
      a.element === aufgabe.element &&
      a.zustand === "offen" &&
      a.erledigbar &&
      begun.of(a.id) === undefined,
  );

/** A task that is no longer this person's to answer: who was faster, and with what. */
export function TaskOvertaken({ vorgang, aufgabe, replacesForm, onDismissed }: Props) {
  const { t, i18n } = useTranslation();
  const inWords = useValueInWords();
  const begun = useBegun();
  const again = openAgain(vorgang, aufgabe, begun);
  const own = typedFields(aufgabe, begun.of(aufgabe.id) ?? {});
  const who = {
    name: aufgabe.erledigtVon,
    zeit: aufgabe.erledigtAm && formatMoment(aufgabe.erledigtAm, i18n.language),
    titel: aufgabe.titel,
    einheit: aufgabe.einheitName || aufgabe.einheit,
  };
  const title = t(`ueberholt.${aufgabe.zustand}.titel`, who);
  const answers = aufgabe.zustand === "erledigt" && (
    <Side title={t("ueberholt.andere", who)} of={title}>
      {aufgabe.angaben?.length ? <Answers aufgabe={aufgabe} /> : <p>{t("ueberholt.ohneAngaben")}</p>}
    </Side>
  );
  return (
    <Overtaken
      vorgangId={vorgang.id}
      title={title}
      text={t(`ueberholt.${aufgabe.zustand}.text`, who)}
      own={own.map(({ feld, wert }) => ({ label: feld.label, text: inWords(feld, wert) }))}
      theirs={answers}
      onTakeOver={again && own.length > 0 ? () => begun.move(aufgabe.id, again.id) : undefined}
      onDrop={() => {
        begun.forget(aufgabe.id);
        onDismissed?.();
      }}
      replacesForm={replacesForm}
    />
  );
}

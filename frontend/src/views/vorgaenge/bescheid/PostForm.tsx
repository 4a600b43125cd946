import { useState } from "react";
import { useTranslation } from "react-i18next";
import { postBescheid } from "../../../api/commands.ts";
import { asProblem } from "../../../api/problem.ts";
import type { Adressat, Bescheid, PostBestaetigung, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { FieldLine } from "../../../components/FieldLine.tsx";
import { TextField } from "../../../components/fields.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { useAct } from "../../../domain/use-act.ts";
import { formatDateWithDay, today } from "../../../lib/date.ts";
import { DayFields } from "./DayFields.tsx";
import { Question } from "./Question.tsx";

interface Posting {
  tag: string;
  bestaetigt: PostBestaetigung[];
  /** Found by the person, where no rule gives the day. */
  bekannt?: { bekanntgabeAm: string; grund: string };
}

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  /** Whose letter it is; without one, that of the applicant. */
  adressat?: Adressat;
  /** Which of the acts of the decision it is. */
  act: "postaufgabe" | "anderer_weg";
  submit: string;
}

/** On which day the letter was handed to the post. What nobody expects of a letter the server asks about first. */
export function PostForm({ vorgang, bescheid, adressat, act, submit }: Props) {
  const { t, i18n } = useTranslation();
  const letter = adressat ?? bescheid;
  const key = `${act}:${letter.id}`;
  const [sent, setSent] = useState("");
  const action = useAct<Posting>({
    vorgang,
    act: key,
    offered: letter.aktionen.includes(act),
    blank: { am: letter.posttag ?? "" },
    call: (version, { tag, bestaetigt, bekannt }) =>
      postBescheid(vorgang.id, bescheid.id, {
        ...{ version, adressat: adressat?.id, aufgegebenAm: tag, bestaetigt },
        ...bekannt,
      }),
  });
  const { am = "", bekannt = "", grund = "" } = action.typed;
  const asked = action.error ? asProblem(action.error).rueckfrage : undefined;
  const frage = sent === am ? asked : undefined;
  const said = frage?.bestaetigen.includes("tag") || bekannt !== "";
  const send = (bestaetigt: string[]) => {
    setSent(am);
    action.send({
      tag: am,
      bestaetigt: bestaetigt.filter((x) => x !== "tag") as PostBestaetigung[],
      bekannt: said ? { bekanntgabeAm: bekannt, grund } : undefined,
    });
  };
  if (action.overtaken)
    return (
      <ActOvertaken
        {...{ vorgang, stood: action.stood }}
        act={key}
        name={t("bescheid.postEintragen")}
        own={[
          { label: t("bescheid.aufgegebenAm"), text: am && formatDateWithDay(am, i18n.language) },
          { label: t("bescheid.bekanntAm"), text: bekannt && formatDateWithDay(bekannt, i18n.language) },
          { label: t("berichtigung.grund"), text: grund },
        ]}
      />
    );
  if (!action.stands) return null;
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        send(frage?.bestaetigen ?? []);
      }}
    >
      <FieldLine>
        <TextField
          label={t("bescheid.aufgegebenAm")}
          hint={t("bescheid.aufgegebenHinweis")}
          type="date"
          required
          max={today()}
          value={am}
          onChange={(tag) => action.type({ am: tag, bekannt: "" })}
        />
        {!frage && (
          <Button type="submit" kind="primary" busy={action.busy}>
            {submit}
          </Button>
        )}
      </FieldLine>
      {frage && (
        <>
          <Question frage={frage} tag={am} />
          {said && (
            <DayFields
              day={bekannt}
              reason={grund}
              onDay={(tag) => action.type({ bekannt: tag })}
              onReason={(text) => action.type({ grund: text })}
            />
          )}
          <div className="actions">
            <Button type="submit" kind="primary" busy={action.busy}>
              {t("postFrage.ja", { tag: formatDateWithDay(am, i18n.language) })}
            </Button>
          </div>
        </>
      )}
      <ActionFeedback
        action={asked ? { ...action, error: null } : action}
        typed={(p) => formatDateWithDay(p.tag, i18n.language)}
        labels={{
          aufgegebenAm: t("bescheid.aufgegebenAm"),
          bekanntgabeAm: t("bescheid.bekanntAm"),
          grund: t("postFrage.tagGrund"),
        }}
      />
    </form>
  );
}

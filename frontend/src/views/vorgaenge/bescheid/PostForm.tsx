import { useState } from "react";
import { useTranslation } from "react-i18next";
import { postBescheid } from "../../../api/commands.ts";
import { asProblem } from "../../../api/problem.ts";
import type { Bescheid, PostBestaetigung, Rueckfrage, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { FieldLine } from "../../../components/FieldLine.tsx";
import { TextField } from "../../../components/fields.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { useAct } from "../../../domain/use-act.ts";
import { formatDateWithDay, today } from "../../../lib/date.ts";

interface Posting {
  tag: string;
  bestaetigt: PostBestaetigung[];
}

/** What the server asks back, with the dates it has computed. */
function Question({ frage, tag }: { frage: Rueckfrage; tag: string }) {
  const { t, i18n } = useTranslation();
  const day = (iso: string) => formatDateWithDay(iso, i18n.language);
  return (
    <Notice kind="warn" title={t("postFrage.titel")} alert>
      {frage.bestaetigen.map((was) => (
        <p key={was}>{t(`postFrage.${was}`, { tag: day(tag) })}</p>
      ))}
      <p>
        {frage.bekanntgabeAm ? t("postFrage.bekannt", { tag: day(frage.bekanntgabeAm) }) : t("postFrage.unbekannt")}{" "}
        {frage.rechtsbehelfBis && t("postFrage.rechtsbehelf", { tag: day(frage.rechtsbehelfBis) })}
      </p>
    </Notice>
  );
}

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  /** Which of the acts of the decision it is. */
  act: "postaufgabe" | "anderer_weg";
  submit: string;
}

/** On which day the letter was handed to the post. What nobody expects of a letter the server asks about first. */
export function PostForm({ vorgang, bescheid, act, submit }: Props) {
  const { t, i18n } = useTranslation();
  const [sent, setSent] = useState("");
  const action = useAct<Posting>({
    vorgang,
    act: `${act}:${bescheid.id}`,
    offered: bescheid.aktionen.includes(act),
    blank: { am: bescheid.posttag ?? "" },
    call: (version, { tag, bestaetigt }) =>
      postBescheid(vorgang.id, bescheid.id, { version, aufgegebenAm: tag, bestaetigt }),
  });
  const { am = "" } = action.typed;
  const asked = action.error ? asProblem(action.error).rueckfrage : undefined;
  const frage = sent === am ? asked : undefined;
  const send = (bestaetigt: string[]) => {
    setSent(am);
    action.send({ tag: am, bestaetigt: bestaetigt as PostBestaetigung[] });
  };
  if (action.overtaken)
    return (
      <ActOvertaken
        {...{ vorgang, stood: action.stood }}
        act={`${act}:${bescheid.id}`}
        name={t("bescheid.postEintragen")}
        own={[{ label: t("bescheid.aufgegebenAm"), text: am && formatDateWithDay(am, i18n.language) }]}
      />
    );
  if (!action.stands) return null;
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        send([]);
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
          onChange={(tag) => action.type({ am: tag })}
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
          <div className="actions">
            <Button kind="primary" busy={action.busy} onClick={() => send(frage.bestaetigen)}>
              {t("postFrage.ja", { tag: formatDateWithDay(am, i18n.language) })}
            </Button>
          </div>
        </>
      )}
      <ActionFeedback
        action={asked ? { ...action, error: null } : action}
        typed={(p) => formatDateWithDay(p.tag, i18n.language)}
        labels={{ aufgegebenAm: t("bescheid.aufgegebenAm") }}
      />
    </form>
  );
}

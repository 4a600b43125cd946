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
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
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
  submit: string;
}

/** On which day the letter was handed to the post. What nobody expects of a letter the server asks about first. */
export function PostForm({ vorgang, bescheid, submit }: Props) {
  const { t, i18n } = useTranslation();
  const [am, setAm] = useState(bescheid.posttag ?? "");
  const [sent, setSent] = useState("");
  const action = useVorgangAction<Posting>(vorgang, (version, { tag, bestaetigt }) =>
    postBescheid(vorgang.id, bescheid.id, { version, aufgegebenAm: tag, bestaetigt }),
  );
  const asked = action.error ? asProblem(action.error).rueckfrage : undefined;
  const frage = sent === am ? asked : undefined;
  const send = (bestaetigt: string[]) => {
    setSent(am);
    action.send({ tag: am, bestaetigt: bestaetigt as PostBestaetigung[] });
  };
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
          onChange={setAm}
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

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { postBrief } from "../api/commands.ts";
import { asProblem } from "../api/problem.ts";
import type { Rueckfrage, Sendung, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextField } from "../components/fields.tsx";
import { Notice } from "../components/Notice.tsx";
import { toast } from "../components/toast.ts";
import { dayOf, formatDateWithDay, today } from "../lib/date.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { briefAct } from "./KeptActs.tsx";
import { useAct } from "./use-act.ts";

type Confirmed = Parameters<typeof postBrief>[2]["bestaetigt"];

interface Posting {
  tag: string;
  bestaetigt: Confirmed;
}

interface Props {
  vorgang: Vorgang;
  sendung: Sendung;
  onClose: () => void;
}

/** What the server asks back about a posting day, with the day it counts from. */
function LetterQuestion({ frage, tag }: { frage: Rueckfrage; tag: string }) {
  const { t, i18n } = useTranslation();
  const day = (iso: string) => formatDateWithDay(iso, i18n.language);
  return (
    <Notice kind="warn" title={t("postFrage.titel")} alert>
      {frage.bestaetigen.map((was) => (
        <p key={was}>{t(`briefFrage.${was}`, { tag: day(tag) })}</p>
      ))}
      <p>{frage.bekanntgabeAm ? t("brief.bekannt", { tag: day(frage.bekanntgabeAm) }) : t("brief.unbekannt")}</p>
    </Notice>
  );
}

/** On which day the letter of a message was handed to the post. What nobody expects the server asks about first. */
export function PostLetter({ vorgang, sendung, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const name = briefAct(sendung.id, "aufgeben");
  const [sent, setSent] = useState("");
  const action = useAct<Posting>({
    vorgang,
    act: name,
    offered: sendung.aktionen.includes("aufgeben"),
    blank: { am: today() },
    call: (version, { tag, bestaetigt }) =>
      postBrief(vorgang.id, sendung.id, { version, aufgegebenAm: tag, bestaetigt }),
    onDone: () => {
      toast(t("brief.fertig.aufgeben"));
      onClose();
    },
  });
  const { am = "" } = action.typed;
  const asked = action.error ? asProblem(action.error).rueckfrage : undefined;
  const frage = sent === am ? asked : undefined;
  const inWords = formatDateWithDay(am || today(), i18n.language);
  return (
    <ActDialog {...{ vorgang, action, name, onClose }} title={t("brief.titel.aufgeben")}>
      {sendung.anschrift && <p>{t("brief.an", { anschrift: sendung.anschrift })}</p>}
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          setSent(am);
          action.send({ tag: am, bestaetigt: (frage?.bestaetigen ?? []) as Confirmed });
        }}
      >
        <TextField
          label={t("brief.tag")}
          type="date"
          required
          min={dayOf(sendung.am)}
          max={today()}
          value={am}
          onChange={(tag) => action.type({ am: tag })}
        />
        {frage && <LetterQuestion frage={frage} tag={am} />}
        <ActionFeedback
          action={asked ? { ...action, error: null } : action}
          typed={(p) => formatDateWithDay(p.tag, i18n.language)}
          labels={{ aufgegebenAm: t("brief.tag") }}
        />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {frage ? t("postFrage.ja", { tag: inWords }) : t("brief.tun.aufgeben")}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

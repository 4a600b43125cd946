import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Nachricht, Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { hasDraft } from "../lib/draft";
import { daysUntil, formatDay } from "../lib/format";
import { openOf } from "../nachricht/nextMessage";
import { AnswerForm } from "./AnswerForm";
import { PunktList } from "./PunktList";

interface Props {
  nachricht: Nachricht;
  vorgang: Vorgang;
  asked: boolean;
}

/** How to answer a message: the form at once when it is waited for, else behind a button; never a dead end. */
export function ReplyArea({ nachricht, vorgang, asked }: Props) {
  const { t, i18n } = useTranslation();
  // the server names what it waits for; a later word that wants no answer shuts no question
  const question = openOf(vorgang, nachricht.id);
  const waiting = asked || question?.art === "antwort";
  const day = question?.bis && daysUntil(question.bis) >= 0 ? question.bis : undefined;
  const [wanted, setWanted] = useState(false);
  // once open it stays open: the receipt stands where the form was
  const [open, setOpen] = useState(() => waiting || hasDraft(nachricht.id));
  if (waiting && !open) setOpen(true);
  const accepted = (waiting || vorgang.antwortMoeglich) && nachricht.antwort !== "keine";
  const punkte = nachricht.punkte;
  if (!accepted) {
    return (
      <>
        {punkte.length > 0 && <PunktList punkte={punkte} vorgang={vorgang} />}
        <p className="small muted">
          {t(vorgang.antwortMoeglich ? "nachricht.keineAntwort" : "nachricht.frageDazu")}{" "}
          <a className="kern-link" href={vorgang.antwortMoeglich ? "#schreiben" : "#kontakt"}>
            {t(vorgang.antwortMoeglich ? "nachricht.schreibenSie" : "kontakt.titel")}
          </a>
        </p>
      </>
    );
  }
  if (open || wanted) {
    return (
      <>
        {day && (
          <p>
            <strong>{t("nachricht.antwortBis", { tag: formatDay(day, i18n.language) })}</strong>
          </p>
        )}
        {nachricht.fristAngehalten && (
          <p>
            <strong>{t("nachricht.fristAngehalten")}</strong>
          </p>
        )}
        <AnswerForm vorgang={vorgang} nachricht={nachricht} startFocused={wanted} />
      </>
    );
  }
  return (
    <>
      {punkte.length > 0 && <PunktList punkte={punkte} vorgang={vorgang} />}
      <div>
        <Button icon="stift" onClick={() => setWanted(true)}>
          {t(nachricht.antwort === "erforderlich" ? "nachricht.mehrSenden" : "nachricht.antworten")}
        </Button>
      </div>
    </>
  );
}

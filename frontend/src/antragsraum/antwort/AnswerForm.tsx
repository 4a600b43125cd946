import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Nachricht, Vorgang } from "../api/types";
import { FieldError } from "../components/FieldError";
import { openPunkte } from "../nachricht/nextMessage";
import styles from "./AnswerForm.module.css";
import { FilePicker } from "./FilePicker";
import { PunktList } from "./PunktList";
import { SendArea } from "./SendArea";
import { SentNotice } from "./SentNotice";
import { useAnswer } from "./useAnswer";

interface Props {
  vorgang: Vorgang;
  /** the message answered; without it, a message of one's own accord */
  nachricht?: Nachricht;
  startFocused?: boolean;
}

export function AnswerForm({ vorgang, nachricht, startFocused = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const answer = useAnswer(vorgang, nachricht?.id);
  const { draft, phase } = answer;
  const field = useRef<HTMLTextAreaElement>(null);
  const [empty, setEmpty] = useState(false);
  const punkte = nachricht?.punkte ?? [];
  // only once, when the form opens
  // biome-ignore lint/correctness/useExhaustiveDependencies: later changes belong to the person
  useEffect(() => {
    if (startFocused) field.current?.focus();
  }, []);

  if (phase.name === "gesendet") {
    return (
      <>
        {punkte.length > 0 && <PunktList punkte={punkte} vorgang={vorgang} />}
        <SentNotice at={phase.at} missing={nachricht ? openPunkte(nachricht).length : 0} onMore={answer.again} />
      </>
    );
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const nothing = draft.text.trim() === "" && answer.beilagen.length === 0;
    setEmpty(nothing);
    if (nothing) field.current?.focus();
    else void answer.send();
  };
  const sending = phase.name === "sendet";
  const showEmpty = empty && draft.text.trim() === "" && answer.beilagen.length === 0;
  return (
    <form className={styles.form} onSubmit={onSubmit} aria-label={t("antwort.titel")} noValidate>
      {punkte.length > 0 && <PunktList punkte={punkte} vorgang={vorgang} answer={answer} />}
      <div className={styles.field}>
        <label htmlFor={`${id}-text`}>{t(punkte.length > 0 ? "antwort.textFreiwillig" : "antwort.text")}</label>
        <textarea
          id={`${id}-text`}
          ref={field}
          rows={punkte.length > 0 ? 3 : 6}
          maxLength={20000}
          value={draft.text}
          readOnly={sending}
          aria-invalid={showEmpty}
          aria-describedby={`${id}-hinweis ${id}-leer`}
          onChange={(event) => draft.setText(event.target.value)}
        />
        <FieldError id={`${id}-leer`} role="alert">
          {showEmpty && t("antwort.leer")}
        </FieldError>
        <p id={`${id}-hinweis`} className="small muted">
          {t(draft.kept ? "antwort.behalten" : "antwort.nichtBehalten")}
        </p>
      </div>
      <FilePicker answer={answer} part="datei" label={t("datei.dazu")} hint={t("datei.dazuHinweis")} />
      <SendArea answer={answer} nachricht={nachricht} />
    </form>
  );
}

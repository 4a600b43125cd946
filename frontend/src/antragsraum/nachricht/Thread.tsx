import { useState } from "react";
import { useTranslation } from "react-i18next";
import { WriteBox } from "../antwort/WriteBox";
import type { Ich, Nachricht, Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { hasDraft } from "../lib/draft";
import { MessageCard } from "./MessageCard";
import { newestFirst, openOf, openQuestion } from "./nextMessage";
import styles from "./Thread.module.css";

const shown = 3;

/** All messages and answers: the open question, then newest first. What is unread or asks for something is never folded away. */
export function Thread({ vorgang, ich }: { vorgang: Vorgang; ich: Ich }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const question = openQuestion(vorgang);
  // the question stays on top while the page is open, also once it is answered: nothing moves under the finger
  const [pinned, setPinned] = useState(question?.id);
  if (question && question.id !== pinned) setPinned(question.id);
  const newest = newestFirst(vorgang.nachrichten);
  const messages = [...newest.filter((n) => n.id === pinned), ...newest.filter((n) => n.id !== pinned)];
  const matters = (n: Nachricht, index: number) =>
    all || index < shown || n.neu || n.gesperrt || openOf(vorgang, n.id) || hasDraft(n.id);
  const visible = messages.filter(matters);
  const hidden = messages.length - visible.length;
  return (
    <section aria-labelledby="nachrichten">
      <h2 id="nachrichten">{t("nachricht.titel")}</h2>
      {messages.length === 0 && <p className="muted">{t("nachricht.leer")}</p>}
      <ul className={styles.thread}>
        {visible.map((nachricht) => (
          <MessageCard
            key={nachricht.id}
            nachricht={nachricht}
            vorgang={vorgang}
            ich={ich}
            asked={nachricht.id === question?.id}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <Button kind="tertiary" onClick={() => setAll(true)}>
          {t("nachricht.aeltere", { count: hidden })}
        </Button>
      )}
      <WriteBox vorgang={vorgang} />
    </section>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { Choices } from "../components/Choices";
import { hasDraft } from "../lib/draft";
import { AnswerForm } from "./AnswerForm";

/** A message nobody asked for: to add something, to ask. Where none is taken, the other ways to the office. */
export function WriteBox({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(() => hasDraft(vorgang.id));
  if (!vorgang.antwortMoeglich && vorgang.offen.some((o) => o.art === "antwort")) return null; // the question has its form
  if (!vorgang.antwortMoeglich) {
    return (
      <Card as="section" className="stack" aria-labelledby="geschlossen">
        <h3 id="geschlossen">{t("schreiben.geschlossenTitel")}</h3>
        <p>{t("schreiben.geschlossen")}</p>
        <p>
          <a className="kern-link" href="#kontakt">
            {t("kontakt.titel")}
          </a>
        </p>
      </Card>
    );
  }
  return (
    <Card as="section" className="stack" aria-labelledby="schreiben">
      <h3 id="schreiben" tabIndex={-1}>
        {t("schreiben.titel")}
      </h3>
      {writing ? (
        <AnswerForm vorgang={vorgang} startFocused />
      ) : (
        <>
          <p>{t("schreiben.text")}</p>
          <Choices>
            <Button icon="stift" onClick={() => setWriting(true)}>
              {t("schreiben.knopf")}
            </Button>
          </Choices>
        </>
      )}
    </Card>
  );
}

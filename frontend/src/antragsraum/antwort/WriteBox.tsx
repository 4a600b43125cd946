import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { Choices } from "../components/Choices";
import { hasDraft } from "../lib/draft";
import { AnswerForm } from "./AnswerForm";

/** A message nobody asked for: to add something, to ask, to withdraw. Where none is taken, the other ways to the office. */
export function WriteBox({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<"zu" | "schreiben" | "zuruecknehmen">(() =>
    hasDraft(vorgang.id) ? "schreiben" : "zu",
  );
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
  const undecided = ["eingegangen", "in_pruefung", "antwort_noetig"].includes(vorgang.stand);
  const sentence = t("schreiben.zuruecknehmenText", { titel: vorgang.titel, nummer: vorgang.vorgangsnummer });
  return (
    <Card as="section" className="stack" aria-labelledby="schreiben">
      <h3 id="schreiben" tabIndex={-1}>
        {t("schreiben.titel")}
      </h3>
      {mode === "zu" ? (
        <>
          <p>{t("schreiben.text")}</p>
          <Choices>
            <Button icon="stift" onClick={() => setMode("schreiben")}>
              {t("schreiben.knopf")}
            </Button>
            {undecided && (
              <Button kind="tertiary" onClick={() => setMode("zuruecknehmen")}>
                {t("schreiben.zuruecknehmen")}
              </Button>
            )}
          </Choices>
        </>
      ) : (
        <>
          {mode === "zuruecknehmen" && <p>{t("schreiben.zuruecknehmenHinweis")}</p>}
          <AnswerForm vorgang={vorgang} startFocused {...(mode === "zuruecknehmen" ? { startText: sentence } : {})} />
        </>
      )}
    </Card>
  );
}

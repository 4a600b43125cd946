import { useTranslation } from "react-i18next";
import { completeWiedervorlage } from "../../api/commands.ts";
import type { Nachricht, Vorgang, Wiedervorlage } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { ActionFeedback } from "../../domain/ActionFeedback.tsx";
import { Due } from "../../domain/Due.tsx";
import { FristActions } from "../../domain/FristActions.tsx";
import { useVorgangAction } from "../../domain/use-vorgang-action.ts";
import { formatDateWithDay, today } from "../../lib/date.ts";
import styles from "./DeadlineCard.module.css";

function Item({ vorgang, wv }: { vorgang: Vorgang; wv: Wiedervorlage }) {
  const { t } = useTranslation();
  const done = useVorgangAction(vorgang, () => completeWiedervorlage(vorgang.id, wv.id));
  return (
    <li className={styles.line}>
      <div>
        <strong className={wv.erledigt ? "muted" : undefined}>{wv.betreff}</strong>
        {wv.beschreibung && <p className="pre">{wv.beschreibung}</p>}
        <small className="muted">
          {wv.erledigt ? t("wiedervorlage.erledigt") : <Due faelligAm={wv.faelligAm} long />} · {wv.von}
        </small>
        <ActionFeedback action={done} typed={() => wv.betreff} />
      </div>
      {!wv.erledigt && vorgang.aktionen.includes("wiedervorlage") && (
        <Button
          busy={done.busy}
          onClick={() => done.send()}
          aria-label={t("wiedervorlage.erledigen", { betreff: wv.betreff })}
        >
          {t("wiedervorlage.erledigt")}
        </Button>
      )}
    </li>
  );
}

/** The day of an answer still counts: nobody is late who may answer and did not. */
const isWaitedFor = ({ antwort, antwortBis, antwortOffen, uhrStehtSeit, fristAktionen }: Nachricht): boolean =>
  antwortOffen &&
  (antwort === "erforderlich"
    ? Boolean(antwortBis || uhrStehtSeit || fristAktionen.length > 0)
    : Boolean(uhrStehtSeit || (antwortBis && antwortBis >= today())));

/** What is due and why, and what one wanted to see again. */
export function DeadlineCard({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const sorted = [...vorgang.wiedervorlagen].sort(
    (a, b) => Number(a.erledigt) - Number(b.erledigt) || a.faelligAm.localeCompare(b.faelligAm),
  );
  const questions = vorgang.nachrichten.filter(isWaitedFor);
  return (
    <Card aria-labelledby="fristen">
      <h2 id="fristen">{t("fristen.titel")}</h2>
      <p>
        <Due faelligAm={vorgang.faelligAm} faelligGrund={vorgang.faelligGrund} faelligText={vorgang.faelligText} long />
      </p>
      <p className="muted">{t(`naechster.wartet.${vorgang.wartetAuf}`, { defaultValue: "" })}</p>
      {questions.map((n) => (
        <div key={n.id} className="stack-s">
          <p>
            {t("fristen.antwort", { betreff: n.betreff })}:{" "}
            {n.uhrStehtSeit ? (
              t("fristen.steht", { datum: formatDateWithDay(n.uhrStehtSeit, i18n.language) })
            ) : (
              <Due faelligAm={n.antwortBis} long />
            )}
          </p>
          <FristActions vorgang={vorgang} n={n} />
        </div>
      ))}
      <h3>{t("wiedervorlage.titel")}</h3>
      {sorted.length === 0 && <p className="muted">{t("wiedervorlage.leer")}</p>}
      <ul className="stack-s">
        {sorted.map((wv) => (
          <Item key={wv.id} vorgang={vorgang} wv={wv} />
        ))}
      </ul>
    </Card>
  );
}

import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { ButtonLink } from "../components/Button";
import { Icon } from "../components/Icon";
import { cx } from "../lib/cx";
import { nextMessage } from "../nachricht/nextMessage";
import { DueText } from "./DueText";
import styles from "./NowBlock.module.css";
import { NowSentences } from "./NowSentences";
import { Steps } from "./Steps";
import { sentences, turn } from "./whatNow";

/** What happens now, who has the ball, until when – and the one thing to do, if there is one. */
export function NowBlock({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const { stand, amZug, offen } = vorgang;
  const yours = amZug === "sie";
  const who = turn({ ...vorgang, neu: 0 });
  const bis = who === "zahlung" ? vorgang.zahlungBis : vorgang.bis;
  const next = nextMessage(vorgang);
  const first = offen[0];
  const stopped = vorgang.nachrichten.some((n) => n.id === first?.nachrichtId && n.fristAngehalten);
  const noDay = stopped ? "jetzt.angehalten" : first?.art === "antwort" ? "jetzt.ohneTerminSie" : "jetzt.ohneTermin";
  return (
    <section className={cx(styles.now, yours && styles.yours)} aria-labelledby="jetzt">
      <h2 id="jetzt">{t("jetzt.titel")}</h2>
      <NowSentences items={sentences(vorgang)} className={styles.sentence} linked={next?.id} />
      <dl className={styles.facts}>
        <div>
          <dt>
            <Icon name={who === "behoerde" ? "amt" : yours || next || who === "zahlung" ? "person" : "haken"} />
            {t("jetzt.wer")}
          </dt>
          <dd>{t(amZug === "niemand" && next ? "jetzt.niemandAberNeu" : `jetzt.${who}`)}</dd>
        </div>
        {(amZug !== "niemand" || who === "zahlung") && (
          <div>
            <dt>
              <Icon name="kalender" />
              {t("jetzt.bisWann")}
            </dt>
            <dd>{bis ? <DueText bis={bis} late={first?.art === "antwort"} /> : t(noDay)}</dd>
          </div>
        )}
      </dl>
      {next && (
        <ButtonLink wide href={`#nachricht-${next.id}`}>
          {t(!first ? "jetzt.neueLesen" : first.art === "abruf" ? "jetzt.zumBescheid" : "jetzt.zurFrage")}
        </ButtonLink>
      )}
      {stand !== "nicht_bearbeitet" && <Steps stand={stand} yours={yours} />}
    </section>
  );
}

import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Ich, Nachricht, Vorgang } from "../api/types";
import { Card } from "../components/Card";
import { Icon, type IconName } from "../components/Icon";
import { Tag, Tags } from "../components/Tag";
import { cx } from "../lib/cx";
import { formatMoment } from "../lib/format";
import { BescheidCard } from "./BescheidCard";
import { ExpiredBescheid } from "./ExpiredBescheid";
import { LockedMessage } from "./LockedMessage";
import { MessageBody } from "./MessageBody";
import styles from "./MessageCard.module.css";
import { openOf } from "./nextMessage";
import { UnopenedMessage } from "./UnopenedMessage";

const icons: Record<string, IconName> = {
  nachforderung: "datei",
  bescheid: "amt",
  bestaetigung: "haken",
  antwort: "person",
};

interface Props {
  nachricht: Nachricht;
  vorgang: Vorgang;
  ich: Ich;
  /** the office waits for the answer to this message */
  asked: boolean;
}

/** One message of the thread: locked, not yet opened, or open. */
export function MessageCard({ nachricht, vorgang, ich, asked }: Props) {
  const { t, i18n } = useTranslation();
  const own = nachricht.richtung === "ein";
  const bescheid = vorgang.bescheide.find((b) => b.nachrichtId === nachricht.id);
  const expired = bescheid?.abrufVorbei === true;
  const waits = openOf(vorgang, nachricht.id)?.art === "abruf";
  const opened = own || (nachricht.text !== undefined && !waits);
  const title = own ? t("nachricht.art.antwort") : (nachricht.betreff ?? t("nachricht.ohneBetreff"));
  const art = i18n.exists(`nachricht.art.${nachricht.art}`) ? nachricht.art : "nachricht";
  const settled = art === "nachforderung" && !asked; // nothing is missing any more
  const answered = own ? vorgang.nachrichten.find((n) => n.id === nachricht.bezug) : undefined;
  const { body, expectOpening } = useFocusOnceOpened(opened);
  return (
    <Card
      id={`nachricht-${nachricht.id}`}
      as="li"
      className={cx(styles.message, own && styles.own, asked && styles.asked)}
      tabIndex={-1}
    >
      <div className={styles.head}>
        <Icon name={icons[art] ?? "brief"} />
        <div>
          <p className="small muted">
            {own ? t("nachricht.vonIhnen") : t("nachricht.von")} · {formatMoment(nachricht.am, i18n.language, "short")}
          </p>
          <h3 {...(own ? {} : { lang: nachricht.betreff ? "de" : undefined })}>{title}</h3>
          {answered && (
            <p className="small">
              {t("nachricht.zu")}{" "}
              <a className="kern-link" href={`#nachricht-${answered.id}`} lang={answered.betreff ? "de" : undefined}>
                {answered.betreff ?? t("nachricht.ohneBetreff")}
              </a>
            </p>
          )}
          <Tags>
            {!own && art !== "nachricht" && <Tag>{t(`nachricht.art.${settled ? "angefragt" : art}`)}</Tag>}
            {nachricht.neu && <Tag strong>{t("nachricht.neu")}</Tag>}
          </Tags>
        </div>
      </div>
      {nachricht.gesperrt && <LockedMessage nachricht={nachricht} vorgang={vorgang} ich={ich} />}
      {!nachricht.gesperrt && expired && <ExpiredBescheid bescheid={bescheid} />}
      {!nachricht.gesperrt && !opened && !expired && (
        <UnopenedMessage nachricht={nachricht} vorgang={vorgang} bescheid={bescheid} onOpen={expectOpening} />
      )}
      {!nachricht.gesperrt && opened && !expired && (
        <div ref={body} tabIndex={-1} className={styles.body}>
          {bescheid && <BescheidCard bescheid={bescheid} vorgang={vorgang} nachricht={nachricht} />}
          <MessageBody nachricht={nachricht} vorgang={vorgang} asked={asked} isBescheid={bescheid !== undefined} />
        </div>
      )}
    </Card>
  );
}

/** After somebody opened the message, the focus goes to its text. */
function useFocusOnceOpened(opened: boolean) {
  const body = useRef<HTMLDivElement>(null);
  const [expected, setExpected] = useState(false);
  useEffect(() => {
    if (expected && opened) {
      body.current?.focus();
      setExpected(false);
    }
  }, [expected, opened]);
  return { body, expectOpening: () => setExpected(true) };
}

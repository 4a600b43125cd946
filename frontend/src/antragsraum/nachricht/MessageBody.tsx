import { useTranslation } from "react-i18next";
import { ReplyArea } from "../antwort/ReplyArea";
import type { Nachricht, Vorgang } from "../api/types";
import { cx } from "../lib/cx";
import { DocumentList } from "../vorgang/DocumentList";
import styles from "./MessageBody.module.css";

interface Props {
  nachricht: Nachricht;
  vorgang: Vorgang;
  asked: boolean;
  isBescheid: boolean;
}

/** Text and files of an open message and, for the office's messages, the way to answer. */
export function MessageBody({ nachricht, vorgang, asked, isBescheid }: Props) {
  const { t } = useTranslation();
  const own = nachricht.richtung === "ein";
  // the decision itself already has its button in the card above
  const files = nachricht.anhaenge.filter((d) => !(isBescheid && d.rolle === "bescheid"));
  return (
    <div className="stack">
      {nachricht.text && (
        <p className={cx("pre", styles.letter)} {...(own ? {} : { lang: "de" })}>
          {nachricht.text}
        </p>
      )}
      {files.length > 0 && (
        <div>
          <h4 className="small muted">{t("nachricht.anhaenge")}</h4>
          <DocumentList vorgangId={vorgang.id} dokumente={files} />
        </div>
      )}
      {!own && <ReplyArea nachricht={nachricht} vorgang={vorgang} asked={asked} />}
    </div>
  );
}

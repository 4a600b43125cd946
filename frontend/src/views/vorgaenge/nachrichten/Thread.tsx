import { useTranslation } from "react-i18next";
import { markNachrichtGelesen } from "../../../api/commands.ts";
import type { Nachricht, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { Delivery } from "../../../domain/Delivery.tsx";
import { DocumentList } from "../../../domain/DocumentList.tsx";
import { Evidence } from "../../../domain/Evidence.tsx";
import { FristActions } from "../../../domain/FristActions.tsx";
import { NewAnswer } from "../../../domain/NewAnswer.tsx";
import { SendLetter, Silent } from "../../../domain/SendLetter.tsx";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { cx } from "../../../lib/cx.ts";
import { formatDateWithDay, formatMoment } from "../../../lib/date.ts";
import { Items } from "./Items.tsx";
import styles from "./Thread.module.css";

function Reply({ vorgang, n }: { vorgang: Vorgang; n: Nachricht }) {
  const { t, i18n } = useTranslation();
  if (n.richtung === "ein") return null;
  const inWords = (tag: string) => ({ datum: formatDateWithDay(tag, i18n.language) });
  const bis = n.antwortBis ? t("nachricht.bis", inWords(n.antwortBis)) : "";
  const steht = n.uhrStehtSeit ? t("fristen.steht", inWords(n.uhrStehtSeit)) : "";
  return (
    <small className="muted">
      {t(`antwort.${n.antwort}`)} {bis || steht}
      {n.antwort !== "keine" && !n.antwortOffen && ` · ${t("nachricht.nichtOffen")}`}
      {vorgang.antwortMoeglich && n.vertrauensniveau
        ? ` · ${t("nachricht.niveau", { niveau: t(`niveau.${n.vertrauensniveau}`) })}`
        : ""}
    </small>
  );
}

function Message({ vorgang, n }: { vorgang: Vorgang; n: Nachricht }) {
  const { t, i18n } = useTranslation();
  const seen = useVorgangAction(vorgang, () => markNachrichtGelesen(vorgang.id, n.id), undefined, true);
  const files = vorgang.dokumente.filter((d) => n.anhaenge.includes(d.id));
  const notices = vorgang.sendungen.filter((s) => s.nachrichtId === n.id && s.id !== n.sendung?.id);
  const unread = n.richtung === "ein" && !n.gelesen;
  const from = n.richtung === "ein" ? n.von || vorgang.antragsteller : n.von || t("akteur.system");
  return (
    <li>
      <article
        className={cx(styles.message, n.richtung === "ein" ? styles.in : styles.out, unread && styles.unread)}
        aria-labelledby={`n-${n.id}`}
      >
        <header>
          <h3 id={`n-${n.id}`}>
            {unread && <NewAnswer>● {t("nachricht.neuEin")} </NewAnswer>}
            {n.betreff}
          </h3>
          <small className="muted">
            {t(`nachrichtArt.${n.art}`)} · {from} · {formatMoment(n.am, i18n.language)}
          </small>
        </header>
        {n.widerspruchMoeglich && (
          <Notice kind="warn" title={t("nachricht.widerspruchTitel")}>
            <p>{t("nachricht.widerspruchText")}</p>
          </Notice>
        )}
        <p className="pre">{n.text}</p>
        {n.punkte && n.punkte.length > 0 && <Items vorgang={vorgang} punkte={n.punkte} />}
        {files.length > 0 && <DocumentList vorgangId={vorgang.id} dokumente={files} />}
        <Reply {...{ vorgang, n }} />
        <FristActions vorgang={vorgang} n={n} />
        {n.sendung && <Delivery vorgang={vorgang} sendung={n.sendung} />}
        {notices.map((s) => (
          <Delivery
            key={s.id}
            vorgang={vorgang}
            sendung={s}
            what={s.ziel === "post" ? undefined : t("sendung.hinweis")}
          />
        ))}
        <Silent {...{ vorgang, n }} />
        {!n.stumm && n.richtung === "aus" && (
          <div className="actions">
            <SendLetter {...{ vorgang, n }} />
          </div>
        )}
        <Evidence vorgang={vorgang} objekt={n.id} what={n.betreff} />
        <ActionFeedback action={seen} typed={() => n.betreff} />
        {unread && (
          <div className="actions">
            <Button busy={seen.busy} onClick={() => seen.send()}>
              {t("nachricht.gesehen")}
            </Button>
          </div>
        )}
      </article>
    </li>
  );
}

/** All messages of the case, newest first. */
export function Thread({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const sorted = [...vorgang.nachrichten].sort((a, b) => b.am.localeCompare(a.am));
  if (sorted.length === 0) return <p className="muted">{t("nachricht.leer")}</p>;
  return (
    <ol className={styles.thread}>
      {sorted.map((n) => (
        <Message key={n.id} vorgang={vorgang} n={n} />
      ))}
    </ol>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AT_ONCE } from "../../api/postausgang.ts";
import { Button } from "../../components/Button.tsx";
import { CheckField, TextField } from "../../components/fields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatDateWithDay, today } from "../../lib/date.ts";
import styles from "./PostBar.module.css";
import type { Question } from "./posting.ts";
import type { Postausgang } from "./use-postausgang.ts";

function Confirm({ post, question }: { post: Postausgang; question: Question }) {
  const { t, i18n } = useTranslation();
  const tag = formatDateWithDay(question.tag, i18n.language);
  return (
    <Notice kind="warn" title={t("postFrage.titel")} alert>
      {question.was.map(({ was, count }) => (
        <p key={was}>{t(`briefFrage.${was}`, { count, tag })}</p>
      ))}
      <div className="actions">
        <Button kind="primary" busy={post.busy} onClick={post.confirm}>
          {t("postausgang.ja", { count: question.briefe.length })}
        </Button>
        <Button kind="quiet" onClick={post.dropQuestion}>
          {t("postausgang.nein")}
        </Button>
      </div>
    </Notice>
  );
}

/** What can be done with all selected letters: one PDF, one posting day. Why something cannot be done stands beside it. */
export function PostBar({ post }: { post: Postausgang }) {
  const { t } = useTranslation();
  const [beidseitig, setBeidseitig] = useState(false);
  const [tag, setTag] = useState(today());
  const { picked, busy, question } = post;
  const mine = picked.filter((r) => r.aufgebbar).length;
  const others = picked.length - mine;
  const tooMany = picked.length > AT_ONCE;
  return (
    <section className={styles.bar} aria-label={t("postausgang.aktionen")}>
      <strong>{t("postausgang.gewaehlt", { count: picked.length })}</strong>
      <div className={styles.group}>
        <Button busy={busy} disabled={picked.length === 0 || tooMany} onClick={() => post.print(beidseitig)}>
          {t("postausgang.drucken", { anzahl: picked.length })}
        </Button>
        <CheckField label={t("postausgang.beidseitig")} checked={beidseitig} onChange={setBeidseitig} />
      </div>
      <form
        className={styles.group}
        onSubmit={(e) => {
          e.preventDefault();
          post.post(tag);
        }}
      >
        <TextField
          label={t("brief.tag")}
          type="date"
          required
          max={today()}
          value={tag}
          onChange={(neu) => {
            setTag(neu);
            post.dropQuestion();
          }}
        />
        <Button type="submit" kind="primary" busy={busy} disabled={mine === 0 || tooMany}>
          {t("postausgang.eintragen", { anzahl: mine })}
        </Button>
      </form>
      {picked.length === 0 && <small className="muted">{t("postausgang.keiner")}</small>}
      {tooMany && <small className="danger">{t("postausgang.hoechstens", { count: AT_ONCE })}</small>}
      {others > 0 && <small>{t("postausgang.nurEntscheider", { count: others })}</small>}
      {question && <Confirm {...{ post, question }} />}
      <ProblemNotice error={post.error} labels={{ aufgegebenAm: t("brief.tag") }} />
    </section>
  );
}

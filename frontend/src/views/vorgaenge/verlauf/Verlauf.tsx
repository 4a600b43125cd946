import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBetrachte } from "../../../api/LiveProvider.tsx";
import { einheitenQuery, verlaufQuery } from "../../../api/queries.ts";
import type { Verlaufseintrag, Vorgang } from "../../../api/types.ts";
import { Card } from "../../../components/Card.tsx";
import { Chip } from "../../../components/Chip.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { ereignisKey } from "../../../domain/ereignis.ts";
import { Answers } from "../../../domain/Statements.tsx";
import { taskOf } from "../../../domain/task-answers.ts";
import { dayOf, formatDate, formatDateWithDay, formatTime } from "../../../lib/date.ts";
import { useVorgang } from "../use-vorgang.ts";
import { details, KINDS, type Kind, kindOf } from "./kinds.ts";
import styles from "./Verlauf.module.css";

function Entry({ e, vorgang }: { e: Verlaufseintrag; vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  const shown = details(
    e,
    (key) => (i18n.exists(key) ? t(key) : undefined),
    (iso) => formatDate(iso, i18n.language),
    (id) => vorgang.dokumente.find((d) => d.id === id)?.dateiname,
    (key) => einheiten.find((u) => u.schluessel === key)?.name,
  );
  const task = taskOf(e, vorgang);
  return (
    <li className={styles.entry}>
      <time dateTime={e.zeit} className="num muted">
        {formatTime(e.zeit, i18n.language)}
      </time>
      <div>
        <strong>{t(`ereignis.${ereignisKey(e)}`, { defaultValue: e.art })}</strong>{" "}
        <span className="muted">
          – {e.akteur === "system" || e.akteur === "antragsteller" ? t(`akteur.${e.akteur}`) : e.akteurName}
        </span>
        {shown.length > 0 && (
          <p className="pre">
            {shown
              .map((d) => (d.label ? `${t(`verlaufDaten.${d.label}`, { defaultValue: d.label })}: ${d.text}` : d.text))
              .join(" · ")}
          </p>
        )}
        {task && <Answers aufgabe={task} />}
      </div>
      <code className="muted" title={e.hash}>
        {t("verlauf.nr", { nr: e.nr })} · {e.hash.slice(0, 8)}
      </code>
    </li>
  );
}

/** The record: who, what, when. Newest first. */
export function Verlauf() {
  const { t, i18n } = useTranslation();
  const vorgang = useVorgang();
  const [kind, setKind] = useState<Kind | "">("");
  const { data, error, refetch } = useQuery(verlaufQuery(vorgang.id));
  useBetrachte(vorgang.id);
  if (error) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  const shown = data.filter((e) => !kind || kindOf(e.art) === kind).reverse();
  const days = [...new Set(shown.map((e) => dayOf(e.zeit)))];
  return (
    <Card aria-labelledby="verlauf">
      <div className="rowflex">
        <h2 id="verlauf">{t("vorgang.tab.verlauf")}</h2>
        <fieldset className="rowflex">
          <legend className="vh">{t("verlauf.filter")}</legend>
          {(["", ...KINDS] as const).map((name) => (
            <Chip key={name} live={kind === name} aria-pressed={kind === name} onClick={() => setKind(name)}>
              {t(`verlauf.art.${name || "alle"}`)}
            </Chip>
          ))}
        </fieldset>
      </div>
      {shown.length === 0 && <p className="muted">{t("verlauf.leer")}</p>}
      {days.map((day) => (
        <section key={day} aria-label={formatDateWithDay(day, i18n.language)}>
          <h3>{formatDateWithDay(day, i18n.language)}</h3>
          <ol className={styles.timeline}>
            {shown
              .filter((e) => dayOf(e.zeit) === day)
              .map((e) => (
                <Entry key={e.nr} e={e} vorgang={vorgang} />
              ))}
          </ol>
        </section>
      ))}
    </Card>
  );
}

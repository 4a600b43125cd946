import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types.ts";
import { AcceptButtons } from "./AcceptButtons.tsx";
import { IncidentBox, KeptIncidents } from "./IncidentBox.tsx";
import styles from "./NextStep.module.css";
import { Tasks } from "./Tasks.tsx";
import { Waiting } from "./Waiting.tsx";

function WhoseTurn({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  return <p>{t(`naechster.wartet.${vorgang.wartetAuf}`, { defaultValue: t("naechster.wartet.niemand") })}</p>;
}

/** What to do now and who has the ball. The first thing one reads in the pane and in the case. */
export function NextStep({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const open = vorgang.aufgaben.filter((a) => a.zustand === "offen");
  const stopped = vorgang.nachrichten.some((n) => n.uhrStehtSeit);
  const letters = vorgang.bescheide.flatMap((b) => [b, ...b.adressaten]);
  const toPost = letters.filter((x) => ["zur_post", "abruf_abgelaufen", "nicht_zugestellt"].includes(x.zustand)).length;
  const unread = vorgang.nachrichten.filter((n) => n.richtung === "ein" && !n.gelesen).length;
  return (
    <section ref={section} tabIndex={-1} className={styles.next} aria-label={t("naechster.titel")}>
      {open.length > 1 && <p className="label">{t("naechster.mehrere")}</p>}
      {(vorgang.vorfaelle ?? []).map((v) => (
        <IncidentBox key={v.token} vorgang={vorgang} vorfall={v} />
      ))}
      <KeptIncidents vorgang={vorgang} />
      {unread > 0 && (
        <p>
          ●{" "}
          <Link to="/vorgaenge/$id/nachrichten" params={{ id: vorgang.id }}>
            {t("naechster.antwort", { count: unread })}
          </Link>
        </p>
      )}
      {toPost > 0 && (
        <p>
          <Link to="/vorgaenge/$id/bescheid" params={{ id: vorgang.id }}>
            {t("naechster.post", { count: toPost })}
          </Link>
        </p>
      )}
      <AcceptButtons vorgang={vorgang} />
      <Tasks vorgang={vorgang} onDismissed={() => section.current?.focus()} />
      {open.length === 0 && vorgang.status !== "neu" && (
        <>
          {unread === 0 && toPost === 0 && !stopped && <strong>{t("naechster.keine")}</strong>}
          <Waiting warten={vorgang.warten.filter((w) => !w.anAufgabe)} />
          {stopped ? <p>{t("naechster.uhrSteht")}</p> : unread === 0 && toPost === 0 && <WhoseTurn vorgang={vorgang} />}
        </>
      )}
      <p>
        <Link to="/vorgaenge/$id/prozess" params={{ id: vorgang.id }}>
          {t("naechster.bild")}
        </Link>
      </p>
    </section>
  );
}

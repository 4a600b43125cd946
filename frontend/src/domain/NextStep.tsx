import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { AcceptButtons } from "./AcceptButtons.tsx";
import { AufgabeForm } from "./AufgabeForm.tsx";
import { Due } from "./Due.tsx";
import { IncidentBox } from "./IncidentBox.tsx";

/** Where the work of a task is done when it is not a form of its own. */
const PLACE: Record<string, string> = { nachricht: "nachrichten", nachforderung: "nachrichten", bescheid: "bescheid" };

function Task({ vorgang, aufgabe, only }: { vorgang: Vorgang; aufgabe: Aufgabe; only: boolean }) {
  const { t } = useTranslation();
  const place = PLACE[aufgabe.aktion];
  const may = aufgabe.erledigbar;
  return (
    <div className="next-task">
      <strong>{only ? t("naechster.schritt", { titel: aufgabe.titel }) : aufgabe.titel}</strong>
      {aufgabe.hinweis && <p>{aufgabe.hinweis}</p>}
      {aufgabe.faelligAm && (
        <p className="next-due">
          <Due faelligAm={aufgabe.faelligAm} long />
        </p>
      )}
      {!may && (
        <p className="muted">
          {t("naechster.andere", { einheit: aufgabe.einheitName || aufgabe.einheit, rolle: aufgabe.rolle })}
        </p>
      )}
      {may && place && (
        <div className="actions">
          <Link
            className="btn primary"
            to={`/vorgaenge/$id/${place}` as "/vorgaenge/$id/nachrichten"}
            params={{ id: vorgang.id }}
            search={place === "nachrichten" ? { neu: aufgabe.aktion as "nachricht" } : {}}
          >
            {t(`aufgabe.aktion.${aufgabe.aktion}`)}
          </Link>
        </div>
      )}
      {may && !place && <AufgabeForm vorgang={vorgang} aufgabe={aufgabe} />}
    </div>
  );
}

/** What to do now and who has the ball. The first thing one reads in the pane and in the case. */
export function NextStep({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const open = vorgang.aufgaben.filter((a) => a.zustand === "offen");
  const unread = vorgang.nachrichten.filter((n) => n.richtung === "ein" && !n.gelesen).length;
  return (
    <section className="next" aria-label={t("naechster.titel")}>
      {open.length > 1 && <p className="label">{t("naechster.mehrere")}</p>}
      {(vorgang.vorfaelle ?? []).map((v) => (
        <IncidentBox key={v.token} vorgang={vorgang} vorfall={v} />
      ))}
      {unread > 0 && (
        <p>
          ●{" "}
          <Link to="/vorgaenge/$id/nachrichten" params={{ id: vorgang.id }}>
            {t("naechster.antwort", { count: unread })}
          </Link>
        </p>
      )}
      <AcceptButtons vorgang={vorgang} />
      {open.map((a) => (
        <Task key={a.id} vorgang={vorgang} aufgabe={a} only={open.length === 1} />
      ))}
      {open.length === 0 && vorgang.status !== "neu" && (
        <>
          <strong>{t("naechster.keine")}</strong>
          <p>{t(`naechster.wartet.${vorgang.wartetAuf}`, { defaultValue: t("naechster.wartet.niemand") })}</p>
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

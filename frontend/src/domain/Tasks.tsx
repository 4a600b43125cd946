import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../api/types.ts";
import { buttonClass } from "../components/Button.tsx";
import { formatDate } from "../lib/date.ts";
import { AufgabeForm } from "./AufgabeForm.tsx";
import { useBegun } from "./begun.tsx";
import { Due } from "./Due.tsx";
import { NextTask } from "./NextTask.tsx";

/** Where the work of a task is done when it is not a form of its own. */
const PLACE: Record<string, string> = { nachricht: "nachrichten", nachforderung: "nachrichten", bescheid: "bescheid" };

interface Props {
  vorgang: Vorgang;
  aufgabe: Aufgabe;
  only: boolean;
  begun: boolean;
  onDismissed?: () => void;
}

function Task({ vorgang, aufgabe, only, begun, onDismissed }: Props) {
  const { t, i18n } = useTranslation();
  const place = PLACE[aufgabe.aktion];
  const open = aufgabe.zustand === "offen";
  const may = aufgabe.erledigbar;
  return (
    <NextTask>
      <strong>{only && open ? t("naechster.schritt", { titel: aufgabe.titel }) : aufgabe.titel}</strong>
      {open && aufgabe.hinweis && <p>{aufgabe.hinweis}</p>}
      {open && aufgabe.antwortDa && (
        <p>
          {t("naechster.antwortDa", { am: formatDate(aufgabe.antwortDa, i18n.language) })}{" "}
          <Link to="/vorgaenge/$id/nachrichten" params={{ id: vorgang.id }} search={{}}>
            {t("naechster.antwortAnsehen")}
          </Link>
        </p>
      )}
      {open && aufgabe.faelligAm && (
        <p>
          <Due faelligAm={aufgabe.faelligAm} long />
        </p>
      )}
      {open && !may && (
        <p className="muted">
          {t("naechster.andere", {
            einheit: aufgabe.einheitName || aufgabe.einheit,
            rolle: t(`rolle.${aufgabe.rolle}`, { defaultValue: aufgabe.rolle }),
          })}
        </p>
      )}
      {may && place && (
        <div className="actions">
          <Link
            className={buttonClass("primary")}
            to={`/vorgaenge/$id/${place}` as "/vorgaenge/$id/nachrichten"}
            params={{ id: vorgang.id }}
            search={place === "nachrichten" ? { neu: aufgabe.aktion as "nachricht", aufgabe: aufgabe.id } : {}}
          >
            {t(`aufgabe.aktion.${aufgabe.aktion}`)}
          </Link>
        </div>
      )}
      {(may || begun) && !place && <AufgabeForm {...{ vorgang, aufgabe, onDismissed }} />}
    </NextTask>
  );
}

/** The open tasks, and those this person had begun when somebody else was faster. */
export function Tasks({ vorgang, onDismissed }: { vorgang: Vorgang; onDismissed?: () => void }) {
  const { of } = useBegun();
  const begun = (a: Aufgabe) => of(a.id) !== undefined;
  const open = vorgang.aufgaben.filter((a) => a.zustand === "offen");
  return vorgang.aufgaben
    .filter((a) => a.zustand === "offen" || begun(a))
    .map((a) => (
      <Task key={a.id} aufgabe={a} only={open.length === 1} begun={begun(a)} {...{ vorgang, onDismissed }} />
    ));
}

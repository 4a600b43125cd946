import { useTranslation } from "react-i18next";
import type { Dokument, Punkt, Vorgang } from "../api/types";
import { Icon, type IconName } from "../components/Icon";
import { DocumentList } from "../vorgang/DocumentList";
import { FilePicker } from "./FilePicker";
import styles from "./PunktItem.module.css";
import type { AnswerState } from "./useAnswer";

type State = Punkt["zustand"] | "gewaehlt" | "sendet";

const icons: Record<State, IconName> = {
  offen: "datei",
  gewaehlt: "datei",
  sendet: "uhr",
  eingereicht: "uhr",
  angenommen: "haken",
  zurueckgewiesen: "achtung",
};

function stateOf(punkt: Punkt, answer: AnswerState | undefined): State {
  const chosen = answer?.beilagen.some((beilage) => beilage.part === `punkt:${punkt.id}`);
  if (!chosen) return punkt.zustand;
  return answer?.phase.name === "sendet" ? "sendet" : "gewaehlt";
}

function documentsOf(punkt: Punkt, vorgang: Vorgang): Dokument[] {
  const all = [...vorgang.dokumente, ...vorgang.nachrichten.flatMap((n) => n.anhaenge)];
  const byId = new Map(all.map((d) => [d.id, d]));
  return [...byId.values()].filter((d) => d.punktId === punkt.id || punkt.dokumente?.includes(d.id));
}

interface Props {
  punkt: Punkt;
  vorgang: Vorgang;
  answer: AnswerState | undefined;
}

/** One missing document: where it stands, why it came back, and its own upload. */
export function PunktItem({ punkt, vorgang, answer }: Props) {
  const { t } = useTranslation();
  const state = stateOf(punkt, answer);
  const needed = punkt.zustand === "offen" || punkt.zustand === "zurueckgewiesen";
  const part = `punkt:${punkt.id}`;
  const another = answer?.beilagen.some((beilage) => beilage.part === part);
  const documents = documentsOf(punkt, vorgang);
  return (
    <li className={styles.punkt} data-state={state}>
      <h5 lang="de">{punkt.titel}</h5>
      <p className={styles.state}>
        <Icon name={icons[state]} />
        <span>{t(`punkte.${state}`)}</span>
      </p>
      {punkt.hinweis && needed && (
        <p className="small muted" lang="de">
          {punkt.hinweis}
        </p>
      )}
      {punkt.zustand === "zurueckgewiesen" && (
        <p>
          {punkt.grund && (
            <>
              {t("punkte.grund")}: <span lang="de">{punkt.grund}</span>{" "}
            </>
          )}
          {t("punkte.bitteNeu")}
        </p>
      )}
      {documents.length > 0 && <DocumentList vorgangId={vorgang.id} dokumente={documents} />}
      {answer && needed && (
        <FilePicker
          answer={answer}
          part={part}
          label={t(another ? "datei.weitere" : "datei.waehlen")}
          about={punkt.titel}
        />
      )}
    </li>
  );
}

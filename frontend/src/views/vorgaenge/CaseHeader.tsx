import { Link, useMatchRoute } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../api/types.ts";
import { Meta } from "../../components/Meta.tsx";
import { TitleBlock } from "../../components/TitleBlock.tsx";
import { CaseActions } from "../../domain/CaseActions.tsx";
import { Due } from "../../domain/Due.tsx";
import { listTitle } from "../../domain/list-title.ts";
import { NewAnswer } from "../../domain/NewAnswer.tsx";
import { Presence } from "../../domain/Presence.tsx";
import { StatusTag } from "../../domain/StatusTag.tsx";
import { formatDate } from "../../lib/date.ts";
import { useHeadingOfPage } from "../../lib/focus.ts";
import { lastList } from "../../lib/return-path.ts";
import styles from "./CaseHeader.module.css";

const TABS = ["antrag", "nachrichten", "dokumente", "bescheid", "verlauf", "prozess"] as const;

function Tabs({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const params = { id: vorgang.id };
  const unread = vorgang.nachrichten.filter((n) => n.richtung === "ein" && !n.gelesen).length;
  return (
    <nav className={styles.tabs} aria-label={t("vorgang.bereiche")}>
      <Link to="/vorgaenge/$id" params={params} activeOptions={{ exact: true }}>
        {t("vorgang.tab.uebersicht")}
      </Link>
      {TABS.map((name) => (
        <Link key={name} to={`/vorgaenge/$id/${name}`} params={params}>
          {t(`vorgang.tab.${name}`)}
          {name === "nachrichten" && unread > 0 && (
            <NewAnswer>
              {" "}
              ● {unread}
              <span className="vh"> {t("vorgang.ungelesen", { count: unread })}</span>
            </NewAnswer>
          )}
          {name === "dokumente" && <span className="muted num"> {vorgang.dokumente.length}</span>}
        </Link>
      ))}
    </nav>
  );
}

export function CaseHeader({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useHeadingOfPage(heading);
  const back = lastList();
  const overview = useMatchRoute()({ to: "/vorgaenge/$id" }) !== false;
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <TitleBlock>
          <Link to={back?.href ?? "/schreibtisch?ansicht=meine"}>← {listTitle(t, back ?? { ansicht: "meine" })}</Link>
          <h1 ref={heading} tabIndex={-1}>
            {vorgang.antragsteller}
          </h1>
          <Meta>
            <span>{vorgang.titel}</span>
            <span className="num">{vorgang.vorgangsnummer}</span>
            {vorgang.aktenzeichen && <span>{t("vorgang.az", { az: vorgang.aktenzeichen })}</span>}
            <StatusTag status={vorgang.status} />
            {vorgang.zurueckgenommenAm && (
              <span>{t("vorgang.zurueckgenommen", { tag: formatDate(vorgang.zurueckgenommenAm, i18n.language) })}</span>
            )}
            <Due
              faelligAm={vorgang.faelligAm}
              faelligGrund={vorgang.faelligGrund}
              faelligText={vorgang.faelligText}
              long
            />
            <span>
              {vorgang.zustaendigName ?? t("liste.niemand")} · {vorgang.einheitName}
            </span>
            <Presence vorgangId={vorgang.id} />
          </Meta>
        </TitleBlock>
        <CaseActions vorgang={vorgang} besideNextStep={overview} />
      </div>
      <Tabs vorgang={vorgang} />
    </header>
  );
}

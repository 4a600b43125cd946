import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useBetrachte } from "../../api/LiveProvider.tsx";
import { vorgangQuery } from "../../api/queries.ts";
import type { Vorgang } from "../../api/types.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Meta } from "../../components/Meta.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { BegunProvider } from "../../domain/begun.tsx";
import { CaseActions } from "../../domain/CaseActions.tsx";
import { DocumentList } from "../../domain/DocumentList.tsx";
import { Due } from "../../domain/Due.tsx";
import { NextStep } from "../../domain/NextStep.tsx";
import { Presence } from "../../domain/Presence.tsx";
import { ShortView } from "../../domain/ShortView.tsx";
import { StatementList } from "../../domain/Statements.tsx";
import { StatusTag } from "../../domain/StatusTag.tsx";
import { statements } from "../../domain/task-answers.ts";
import { formatMoment } from "../../lib/date.ts";
import { useDebounced } from "../../lib/delayed.ts";
import styles from "./ReadingPane.module.css";

function Identity({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  return (
    <header className={styles.identity}>
      <div className={styles.title}>
        <h2>{vorgang.antragsteller}</h2>
        <Link className={buttonClass()} to="/vorgaenge/$id" params={{ id: vorgang.id }}>
          {t("schreibtisch.oeffnen")}
        </Link>
      </div>
      <Meta>
        <span>{vorgang.verfahrenTitel}</span>
        <span className="num">{vorgang.vorgangsnummer}</span>
        {vorgang.aktenzeichen && <span>{t("vorgang.az", { az: vorgang.aktenzeichen })}</span>}
        <StatusTag status={vorgang.status} />
      </Meta>
      <Meta>
        <Due faelligAm={vorgang.faelligAm} faelligGrund={vorgang.faelligGrund} faelligText={vorgang.faelligText} long />
        <span>{vorgang.zustaendigName ?? t("liste.niemand")}</span>
        <Presence vorgangId={vorgang.id} />
      </Meta>
    </header>
  );
}

function LatestMessage({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const last = [...vorgang.nachrichten].sort((a, b) => b.am.localeCompare(a.am))[0];
  if (!last) return null;
  return (
    <section aria-labelledby="letzte-nachricht">
      <h3 id="letzte-nachricht">
        {t(last.richtung === "ein" ? "schreibtisch.letzteEin" : "schreibtisch.letzteAus")} ·{" "}
        {formatMoment(last.am, i18n.language)}
      </h3>
      <Link className={styles.quote} to="/vorgaenge/$id/nachrichten" params={{ id: vorgang.id }}>
        {last.text || last.betreff}
      </Link>
    </section>
  );
}

function Case({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  return (
    <BegunProvider key={vorgang.id} vorgang={vorgang}>
      <Identity vorgang={vorgang} />
      <div className={styles.body}>
        <NextStep vorgang={vorgang} />
        <CaseActions vorgang={vorgang} besideNextStep />
        <section aria-labelledby="pane-antrag">
          <h3 id="pane-antrag">{t("vorgang.tab.antrag")}</h3>
          <ShortView vorgang={vorgang} />
        </section>
        {statements(vorgang).length > 0 && (
          <section aria-labelledby="pane-stellungnahmen">
            <h3 id="pane-stellungnahmen">{t("stellungnahmen.titel")}</h3>
            <StatementList vorgang={vorgang} />
          </section>
        )}
        <LatestMessage vorgang={vorgang} />
        <section aria-labelledby="pane-dokumente">
          <h3 id="pane-dokumente">{t("vorgang.tab.dokumente")}</h3>
          {vorgang.dokumente.length === 0 && <p className="muted">{t("dokumente.leer")}</p>}
          <DocumentList vorgangId={vorgang.id} dokumente={vorgang.dokumente} />
        </section>
      </div>
    </BegunProvider>
  );
}

/** The case beside the list; it follows the arrow keys with a short rest, so that holding a key stays quick. */
export function ReadingPane({ id }: { id?: string }) {
  const { t } = useTranslation();
  const still = useDebounced(id, 80);
  const { data, error, isPending, refetch } = useQuery({ ...vorgangQuery(still ?? ""), enabled: still !== undefined });
  useBetrachte(still ?? null);
  return (
    <aside className={styles.pane} aria-label={t("schreibtisch.lesebereich")}>
      {!still && (
        <Empty>
          <strong>{t("schreibtisch.keinerTitel")}</strong>
          <p>{t("schreibtisch.keinerText")}</p>
        </Empty>
      )}
      {still && <ProblemNotice error={error} onRetry={() => refetch()} />}
      {still && isPending && <Skeleton lines={8} />}
      {still && data && <Case vorgang={data} />}
    </aside>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Probelauf } from "../../api/zuordnung.ts";
import { Facts } from "../../components/Facts.tsx";
import { LineName, Lines } from "../../components/Lines.tsx";
import { Meta } from "../../components/Meta.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Tag } from "../../components/Tag.tsx";
import { applicantRows } from "../../domain/applicant.ts";
import { FieldTree } from "../../domain/FieldTree.tsx";
import { Guessed } from "../../domain/Guessed.tsx";
import { IntakeHints } from "../../domain/IntakeHints.tsx";
import styles from "./DryRun.module.css";
import { Panel, PanelEmpty, PanelHead, PanelScroll } from "./Panel.tsx";
import type { Bench } from "./use-bench.ts";

const SIGNS = { gelesen: "✓", leer: "○", unlesbar: "▲", nicht_zugeordnet: "–", feld_fehlt: "▲" } as const;

function Head({ probe }: { probe: Probelauf }) {
  const { t } = useTranslation();
  return (
    <div className={styles.head}>
      <h3>{probe.antragstellerName || t("zuordnung.probe.namenlos")}</h3>
      <Meta>
        <span>{probe.titel || probe.verfahrenTitel}</span>
        <Tag colour="blue">{t("status.neu")}</Tag>
        <span>{probe.einheitName || probe.einheit}</span>
      </Meta>
      <p className="small">
        <strong>{t("zuordnung.probe.warum")}</strong>{" "}
        {t(`zuordnung.probe.weg.${probe.zielweg.art}`, { regel: probe.zielweg.regel })}{" "}
        {probe.zielweg.art === "regel" && <Link to="/zustaendigkeit">{t("zuordnung.probe.zurTabelle")}</Link>}
      </p>
    </div>
  );
}

function Values({ probe }: { probe: Probelauf }) {
  const { t } = useTranslation();
  if (probe.angaben.length === 0) return null;
  return (
    <section aria-labelledby="probe-angaben">
      <h3 id="probe-angaben">{t("zuordnung.probe.angaben")}</h3>
      <Facts>
        {probe.angaben.map((a) => (
          <div key={a.name}>
            <dt>{a.label}</dt>
            <dd className={styles.value} data-state={a.zustand}>
              {a.wert && <span className="pre">{a.wert}</span>}
              <small>
                <span aria-hidden="true">{SIGNS[a.zustand]} </span>
                {t(`zuordnung.probe.angabeZustand.${a.zustand}`)}
              </small>
            </dd>
          </div>
        ))}
      </Facts>
    </section>
  );
}

function Applicant({ probe }: { probe: Probelauf }) {
  const { t, i18n } = useTranslation();
  const rows = applicantRows(probe.antragsteller, t, i18n.language);
  return (
    <section aria-labelledby="probe-antragsteller">
      <h3 id="probe-antragsteller">{t("zuordnung.probe.antragsteller")}</h3>
      {rows.length === 0 && <p className="muted">{t("zuordnung.probe.keinAntragsteller")}</p>}
      <Facts>
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{t(`antragsteller.${name}`)}</dt>
            <dd>
              {text}
              <Guessed applicant={probe.antragsteller} row={name} />
            </dd>
          </div>
        ))}
      </Facts>
    </section>
  );
}

function Documents({ probe }: { probe: Probelauf }) {
  const { t } = useTranslation();
  if (probe.unterlagen.length === 0) return null;
  return (
    <section aria-labelledby="probe-unterlagen">
      <h3 id="probe-unterlagen">{t("zuordnung.probe.unterlagen")}</h3>
      <Lines>
        {probe.unterlagen.map((u) => (
          <li key={u.feld}>
            <LineName>{u.titel}</LineName>
            <Tag colour={u.vorhanden ? "green" : "amber"}>
              {t(u.vorhanden ? "zuordnung.probe.vorhanden" : "zuordnung.probe.fehlt")}
            </Tag>
          </li>
        ))}
      </Lines>
    </section>
  );
}

function Result({ probe }: { probe: Probelauf }) {
  const { t } = useTranslation();
  return (
    <div className={styles.run}>
      <Head probe={probe} />
      <Values probe={probe} />
      <Applicant probe={probe} />
      <Documents probe={probe} />
      {probe.hinweise.length > 0 && (
        <section aria-labelledby="probe-hinweise">
          <h3 id="probe-hinweise">{t("zuordnung.probe.hinweise")}</h3>
          <IntakeHints hinweise={probe.hinweise} felder={probe.felder} />
        </section>
      )}
      <section aria-labelledby="probe-daten">
        <h3 id="probe-daten">{t("zuordnung.probe.daten")}</h3>
        <FieldTree felder={probe.felder} showEmpty={false} level={4} />
      </section>
    </div>
  );
}

/** The Vorgang as it would arrive on the desk; computed anew after every change. */
export function DryRun({ bench }: { bench: Bench }) {
  const { t } = useTranslation();
  const { musterId, run, running } = bench;
  const probe = run.data;
  return (
    <Panel as="div" aria-busy={running}>
      <PanelHead>
        <h2 id="bereich-probe">{t("zuordnung.bereich.probe")}</h2>
        <small className="muted push">{t("zuordnung.probe.nichtsGespeichert")}</small>
      </PanelHead>
      <p className="vh" role="status">
        {probe && !running
          ? t("zuordnung.probe.ergebnis", {
              gelesen: probe.angaben.filter((a) => a.zustand === "gelesen").length,
              alle: probe.angaben.length,
              hinweise: probe.hinweise.length,
            })
          : ""}
      </p>
      <PanelScroll tabIndex={0} aria-labelledby="bereich-probe">
        {musterId === undefined && <PanelEmpty>{t("zuordnung.probe.ohneMuster")}</PanelEmpty>}
        <ProblemNotice error={run.error} onRetry={() => run.refetch()} />
        {run.isLoading && <Skeleton lines={8} />}
        {probe && <Result probe={probe} />}
      </PanelScroll>
    </Panel>
  );
}

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { zugangQuery } from "../../../api/posteingang.ts";
import { useRecht } from "../../../api/session.ts";
import { formulareQuery } from "../../../api/zuordnung.ts";
import { Button } from "../../../components/Button.tsx";
import { Empty } from "../../../components/Empty.tsx";
import { FileButton } from "../../../components/FileButton.tsx";
import { useFileDrop } from "../../../components/file-drop.ts";
import { Sheet } from "../../../components/ListFrame.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { SampleProblem } from "../../../domain/SampleProblem.tsx";
import { cx } from "../../../lib/cx.ts";
import { usePageTitle } from "../../../lib/page-title.ts";
import { FormTable } from "./FormTable.tsx";
import styles from "./Formulare.module.css";
import { NewMapping } from "./NewMapping.tsx";
import { useBeginMapping } from "./use-begin-mapping.ts";

const route = getRouteApi("/desk/zugaenge/$id/formulare");

/** The forms of one intake: what came, what it becomes, and how a new one is attached. */
export function Formulare() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const may = useRecht("konfiguration");
  const { data: zugang } = useQuery(zugangQuery(id));
  const query = useQuery(formulareQuery(id));
  const begin = useBeginMapping(id);
  const [asking, setAsking] = useState(false);
  const drop = useFileDrop(begin.fromSample, !may || begin.busy);
  const name = zugang?.titel || zugang?.name || "";
  usePageTitle(name ? t("formulare.titelVon", { zugang: name }) : t("formulare.titel"));
  return (
    <Sheet as="section" className={styles.forms} aria-label={t("formulare.titel")} {...drop.area}>
      <p>
        <Link to="/zugaenge/$id" params={{ id }}>
          ← {name || t("formulare.zurueck")}
        </Link>
      </p>
      <div className="rowflex">
        <h1>{name ? t("formulare.titelVon", { zugang: name }) : t("formulare.titel")}</h1>
        {may && (
          <span className="rowflex push">
            <FileButton
              name={t("formulare.einlesenDatei")}
              accept=".yaml,.yml"
              busy={begin.busy}
              onFile={begin.fromFile}
            >
              {t("formulare.einlesen")}
            </FileButton>
            <Button onClick={() => setAsking(true)}>{t("formulare.neu")}</Button>
          </span>
        )}
      </div>
      <p className="muted">{t("formulare.text")}</p>
      {may && (
        <div className={cx(styles.drop, drop.over && styles.over)}>
          <div>
            <strong>{t("formulare.musterTitel")}</strong>
            <p className="muted">{t("formulare.musterText")}</p>
          </div>
          <FileButton kind="primary" name={t("formulare.musterDatei")} busy={begin.busy} onFile={begin.fromSample}>
            {t("formulare.musterKnopf")}
          </FileButton>
          <small role="status">{begin.reading && t("formulare.liest")}</small>
        </div>
      )}
      <SampleProblem error={begin.error} />
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={6} />}
      {query.data?.length === 0 && (
        <Empty>
          <strong>{t("formulare.leerTitel")}</strong>
          <p>{t("formulare.leerText")}</p>
        </Empty>
      )}
      {query.data && query.data.length > 0 && <FormTable zugang={id} rows={query.data} begin={begin} />}
      {asking && (
        <NewMapping
          busy={begin.busy}
          error={begin.error}
          onBegin={(formular, version) => begin.open({ formular, version })}
          onClose={() => setAsking(false)}
        />
      )}
      {begin.waiting && (
        <NewMapping
          known={begin.waiting}
          busy={begin.busy}
          error={begin.error}
          onBegin={(formular, version) => begin.open({ formular, version, muster: begin.waiting?.muster })}
          onClose={begin.cancel}
        />
      )}
    </Sheet>
  );
}

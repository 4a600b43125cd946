import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { zugangQuery } from "../../api/posteingang.ts";
import { useRecht } from "../../api/session.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Columns } from "../../components/Columns.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { Meta } from "../../components/Meta.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { cx } from "../../lib/cx.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { Ampel } from "./Ampel.tsx";
import { LageCard } from "./LageCard.tsx";
import { PruefungCard } from "./PruefungCard.tsx";
import { TestCard } from "./TestCard.tsx";
import styles from "./ZugangDetail.module.css";
import { ZugangForm } from "./ZugangForm.tsx";

const route = getRouteApi("/desk/zugaenge/$id");

/** One intake: how it goes, what is missing, its settings. */
export function ZugangDetail() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const mayConfigure = useRecht("konfiguration");
  const { data: zugang, error, isPending, refetch } = useQuery(zugangQuery(id));
  const titel = zugang ? zugang.titel || zugang.name : undefined;
  usePageTitle(titel);
  return (
    <Sheet>
      <p>
        <Link to="/zugaenge">← {t("zugang.titel")}</Link>
      </p>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton />}
      {zugang && (
        <>
          <div className={styles.head}>
            <h1>{titel}</h1>
            <Ampel lage={zugang.lage} />
            {mayConfigure && (
              <Link to="/zugaenge/$id/formulare" params={{ id }} className={cx(buttonClass(), "push")}>
                {t("zugang.formulare")}
              </Link>
            )}
          </div>
          <Meta as="dl">
            <div>
              <dt>{t("zugang.adapter")}</dt>
              <dd>{t(`zugang.adapterName.${zugang.adapter}`, { defaultValue: zugang.adapter })}</dd>
            </div>
            <div>
              <dt>{t("zugang.adresse")}</dt>
              <dd>
                <code className="wrap">{zugang.adresse}</code>
              </dd>
            </div>
          </Meta>
          <Columns>
            <div className="stack">
              <LageCard zugang={zugang} />
              {mayConfigure && <ZugangForm key={zugang.id} zugang={zugang} />}
            </div>
            <div className="stack">
              <PruefungCard id={id} />
              {mayConfigure && <TestCard id={id} />}
            </div>
          </Columns>
        </>
      )}
    </Sheet>
  );
}

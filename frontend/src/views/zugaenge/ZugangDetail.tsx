import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { zugangQuery } from "../../api/posteingang.ts";
import { useRecht } from "../../api/session.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { Ampel } from "./Ampel.tsx";
import { LageCard } from "./LageCard.tsx";
import { PruefungCard } from "./PruefungCard.tsx";
import { TestCard } from "./TestCard.tsx";
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
    <article className="desk-list sheet">
      <p>
        <Link to="/zugaenge">← {t("zugang.titel")}</Link>
      </p>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton />}
      {zugang && (
        <>
          <div className="zugang-head">
            <h1>{titel}</h1>
            <Ampel lage={zugang.lage} />
            {mayConfigure && (
              <Link to="/zugaenge/$id/formulare" params={{ id }} className="btn push">
                {t("zugang.formulare")}
              </Link>
            )}
          </div>
          <dl className="meta">
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
          </dl>
          <div className="columns">
            <div className="stack">
              <LageCard zugang={zugang} />
              {mayConfigure && <ZugangForm key={zugang.id} zugang={zugang} />}
            </div>
            <div className="stack">
              <PruefungCard id={id} />
              {mayConfigure && <TestCard id={id} />}
            </div>
          </div>
        </>
      )}
    </article>
  );
}

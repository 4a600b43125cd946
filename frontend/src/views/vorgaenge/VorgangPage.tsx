import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { vorgangQuery } from "../../api/queries.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { BegunProvider } from "../../domain/begun.tsx";
import { cx } from "../../lib/cx.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { CaseHeader } from "./CaseHeader.tsx";
import styles from "./VorgangPage.module.css";

const route = getRouteApi("/vorgaenge/$id");

/** The full case: who and what on top, tabs that are addresses below. */
export function VorgangPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, isPending, refetch } = useQuery(vorgangQuery(id));
  usePageTitle(data && `${data.antragsteller} · ${data.vorgangsnummer}`);
  if (isPending) return <Skeleton lines={10} />;
  if (!data)
    return (
      <div className={cx("stack", styles.missing)}>
        <h1>{t("vorgang.nichtDa")}</h1>
        <ProblemNotice error={error} onRetry={() => refetch()} />
        <p>
          <Link to="/">{t("nichtGefunden.weg")}</Link>
        </p>
      </div>
    );
  return (
    <BegunProvider key={id} vorgang={data}>
      <article className={styles.page}>
        <CaseHeader vorgang={data} />
        <div className={styles.body}>
          <Outlet />
        </div>
      </article>
    </BegunProvider>
  );
}

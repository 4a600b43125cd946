import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { klaerfaelleQuery } from "../../api/queries.ts";
import { Button } from "../../components/Button.tsx";
import { CheckField } from "../../components/fields.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { formatMoment } from "../../lib/date.ts";
import { fileSize } from "../../lib/number.ts";
import { usePageTitle } from "../../lib/page-title.ts";

const route = getRouteApi("/desk/klaerfaelle");

/** Deliveries that could not become a Vorgang by themselves. */
export function Klaerfaelle() {
  const { t, i18n } = useTranslation();
  const { erledigt } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(klaerfaelleQuery(erledigt ?? false));
  const rows = query.data?.pages.flatMap((page) => page.klaerfaelle) ?? [];
  usePageTitle(t("ansicht.klaerfaelle"));
  return (
    <section className="desk-list" aria-label={t("ansicht.klaerfaelle")}>
      <div className="filterbar">
        <h1>{t("ansicht.klaerfaelle")}</h1>
        <CheckField
          label={t("klaerfall.auchErledigte")}
          checked={erledigt ?? false}
          onChange={(an) => navigate({ search: an ? { erledigt: true } : {}, replace: true })}
        />
      </div>
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={8} />}
      {query.data && rows.length === 0 && (
        <div className="empty">
          <strong>{t("klaerfall.leerTitel")}</strong>
          <p>{t("klaerfall.leerText")}</p>
        </div>
      )}
      {rows.length > 0 && (
        <div className="table-box">
          <table className="cases">
            <thead>
              <tr>
                {["grund", "zugang", "eingang", "groesse", "versuche", "zustand"].map((name) => (
                  <th key={name} scope="col">
                    {t(`klaerfall.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((k) => (
                <tr key={k.id}>
                  <th scope="row" className="c-antragsteller">
                    <Link to="/klaerfaelle/$id" params={{ id: k.id }}>
                      {t(`klaerfallGrund.${k.grund}`, { defaultValue: k.detail || k.grund })}
                    </Link>
                    <small>{k.kennung || (k.konfliktMit ?? "")}</small>
                  </th>
                  <td>
                    {k.zugang}
                    <small>{k.adapter}</small>
                  </td>
                  <td className="num">{formatMoment(k.eingangAm, i18n.language)}</td>
                  <td className="num">{fileSize(k.groesse, i18n.language)}</td>
                  <td className="num">{k.versuche}</td>
                  <td>
                    <span className={k.zustand === "offen" ? "tag amber" : "tag grey"}>
                      {t(`klaerfall.${k.zustand}`)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {query.hasNextPage && (
            <p className="more">
              <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                {t("liste.mehr")}
              </Button>
            </p>
          )}
        </div>
      )}
    </section>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { klaerfaelleQuery } from "../../api/queries.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { CheckField } from "../../components/fields.tsx";
import { ListFrame, ListHead } from "../../components/ListFrame.tsx";
import { MoreButton } from "../../components/MoreButton.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Table, TableBox } from "../../components/Table.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { KlaerfallArten } from "./KlaerfallArten.tsx";
import { KlaerfallRow } from "./KlaerfallRow.tsx";
import { Rueckmeldungen } from "./Rueckmeldungen.tsx";

const route = getRouteApi("/desk/klaerfaelle");

/** Deliveries that could not become a Vorgang by themselves. */
export function Klaerfaelle() {
  const { t } = useTranslation();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(klaerfaelleQuery(filter));
  const rows = query.data?.pages.flatMap((page) => page.klaerfaelle) ?? [];
  usePageTitle(t("ansicht.klaerfaelle"));
  return (
    <ListFrame aria-label={t("ansicht.klaerfaelle")}>
      <ListHead>
        <h1>{t("ansicht.klaerfaelle")}</h1>
        <CheckField
          label={t("klaerfall.auchErledigte")}
          checked={filter.erledigt ?? false}
          onChange={(an) => navigate({ search: { ...filter, erledigt: an || undefined }, replace: true })}
        />
        {(filter.zugang || filter.grund) && (
          <Link to="/klaerfaelle" search={{}} className={buttonClass("quiet")}>
            {t("klaerfallAkt.alleZeigen")}
          </Link>
        )}
      </ListHead>
      <Rueckmeldungen />
      <KlaerfallArten filter={filter} />
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={8} />}
      {query.data && rows.length === 0 && (
        <Empty>
          <strong>{t("klaerfall.leerTitel")}</strong>
          <p>{t("klaerfall.leerText")}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <TableBox>
          <Table narrow="lines">
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
                <KlaerfallRow key={k.id} fall={k} />
              ))}
            </tbody>
          </Table>
          {query.hasNextPage && <MoreButton busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()} />}
        </TableBox>
      )}
    </ListFrame>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { zugriffeQuery, zugriffeUrl } from "../../api/leseprotokoll.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { ListFrame, ListHead } from "../../components/ListFrame.tsx";
import { MoreButton } from "../../components/MoreButton.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Table, TableBox } from "../../components/Table.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { ZugriffFilter } from "./ZugriffFilter.tsx";
import { ZugriffRow } from "./ZugriffRow.tsx";

const route = getRouteApi("/desk/leseprotokoll");
const COLUMNS = ["zeit", "person", "art", "vorgang", "angaben"] as const;

/** Who looked at what. */
export function Leseprotokoll() {
  const { t } = useTranslation();
  const filter = route.useSearch();
  const query = useInfiniteQuery(zugriffeQuery(filter));
  const rows = query.data?.pages.flatMap((page) => page.zugriffe) ?? [];
  usePageTitle(t("leseprotokoll.titel"));
  return (
    <ListFrame aria-label={t("leseprotokoll.titel")}>
      <ListHead>
        <h1>{t("leseprotokoll.titel")}</h1>
        <span className="push" />
        <a className={buttonClass()} href={zugriffeUrl(filter)} download>
          {t("leseprotokoll.ausgeben")}
        </a>
      </ListHead>
      <ZugriffFilter key={JSON.stringify(filter)} filter={filter} />
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={10} />}
      {query.data && rows.length === 0 && (
        <Empty>
          <strong>{t("leseprotokoll.leer")}</strong>
        </Empty>
      )}
      {rows.length > 0 && (
        <TableBox>
          <Table narrow="lines">
            <caption className="vh">{t("leseprotokoll.text")}</caption>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`leseprotokoll.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((zugriff, i) => (
                <ZugriffRow key={i} zugriff={zugriff} />
              ))}
            </tbody>
          </Table>
          {query.hasNextPage && <MoreButton busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()} />}
        </TableBox>
      )}
    </ListFrame>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { poststellenbuchQuery, poststellenbuchUrl } from "../../api/posteingang.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { ListFrame, ListHead } from "../../components/ListFrame.tsx";
import { MoreButton } from "../../components/MoreButton.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Table, TableBox } from "../../components/Table.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { BuchFilter } from "./BuchFilter.tsx";
import { BuchRow } from "./BuchRow.tsx";

const route = getRouteApi("/desk/poststellenbuch");
const COLUMNS = ["zeit", "referenz", "zugang", "zustand", "vorgang", "formular", "groesse", "antwort", "pruefsumme"];

/** Every delivery that arrived, and what became of it. */
export function Poststellenbuch() {
  const { t } = useTranslation();
  const filter = route.useSearch();
  const query = useInfiniteQuery(poststellenbuchQuery(filter));
  const rows = query.data?.pages.flatMap((seite) => seite.eingaenge) ?? [];
  usePageTitle(t("buch.titel"));
  return (
    <ListFrame aria-label={t("buch.titel")}>
      <ListHead>
        <h1>{t("buch.titel")}</h1>
        <span className="push" />
        <a className={buttonClass()} href={poststellenbuchUrl(filter)} download>
          {t("buch.ausgeben")}
        </a>
      </ListHead>
      <BuchFilter key={JSON.stringify(filter)} filter={filter} />
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={10} />}
      {query.data && rows.length === 0 && (
        <Empty>
          <strong>{t("buch.leerTitel")}</strong>
          <p>{t("buch.leerText")}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <TableBox>
          <Table narrow="lines">
            <caption className="vh">{t("buch.text")}</caption>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`buch.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((eintrag) => (
                <BuchRow key={eintrag.id} eintrag={eintrag} />
              ))}
            </tbody>
          </Table>
          {query.hasNextPage && <MoreButton busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()} />}
        </TableBox>
      )}
    </ListFrame>
  );
}

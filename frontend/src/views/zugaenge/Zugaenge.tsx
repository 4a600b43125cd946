import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { alarmeQuery, zugaengeQuery } from "../../api/posteingang.ts";
import { useRecht } from "../../api/session.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { ListFrame, ListHead } from "../../components/ListFrame.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Table, TableBox } from "../../components/Table.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { ZugangAnlegen } from "./ZugangAnlegen.tsx";
import { ZugangRow } from "./ZugangRow.tsx";

const COLUMNS = [
  "spalteName",
  "spalteLage",
  "spalteLetzte",
  "spalteHeute",
  "spalteWoche",
  "spalteRueckstand",
  "spalteKlaerfaelle",
];

/** All intakes with their health. */
export function Zugaenge() {
  const { t } = useTranslation();
  const mayConfigure = useRecht("konfiguration");
  const [creating, setCreating] = useState(false);
  const query = useQuery(zugaengeQuery);
  const { data: alarme = [] } = useQuery(alarmeQuery);
  const offen = alarme.filter((a) => !a.beendetAm);
  usePageTitle(t("zugang.titel"));
  return (
    <ListFrame aria-label={t("zugang.titel")}>
      <ListHead>
        <h1>{t("zugang.titel")}</h1>
        <span className="push" />
        {mayConfigure && (
          <>
            <Link to="/posteingang/einstellungen" className={buttonClass()}>
              {t("eingangseinstellung.titel")}
            </Link>
            <Button kind="primary" onClick={() => setCreating(true)}>
              {t("zugang.anlegen")}
            </Button>
          </>
        )}
      </ListHead>
      {offen.length > 0 && (
        <Notice kind="warn" title={t("eingangseinstellung.alarmHinweis", { count: offen.length })}>
          <Bullets>
            {offen.map((a) => (
              <li key={a.id}>
                {t(`eingangseinstellung.art.${a.art}`)}
                {a.zugang && (
                  <>
                    {": "}
                    <Link to="/zugaenge/$id" params={{ id: a.zugang }}>
                      {a.zugangName}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </Bullets>
        </Notice>
      )}
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={6} />}
      {query.data?.length === 0 && (
        <Empty>
          <strong>{t("zugang.leerTitel")}</strong>
          <p>{t("zugang.leerText")}</p>
        </Empty>
      )}
      {query.data && query.data.length > 0 && (
        <TableBox>
          <Table narrow="lines">
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`zugang.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {query.data.map((z) => (
                <ZugangRow key={z.id} zugang={z} />
              ))}
            </tbody>
          </Table>
        </TableBox>
      )}
      {creating && <ZugangAnlegen onClose={() => setCreating(false)} />}
    </ListFrame>
  );
}

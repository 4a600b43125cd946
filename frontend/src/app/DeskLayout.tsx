import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ansichtenQuery } from "../api/queries.ts";
import { useRecht } from "../api/session.ts";
import type { Ansicht, AnsichtName } from "../api/types.ts";
import styles from "./DeskLayout.module.css";
import { MailRoomNav } from "./MailRoomNav.tsx";
import { ProgramVersion } from "./ProgramVersion.tsx";
import { ViewCount } from "./ViewCount.tsx";

function ViewLink({ view }: { view: Ansicht }) {
  const { t } = useTranslation();
  return (
    <Link to="/schreibtisch" search={{ ansicht: view.ansicht as AnsichtName }} activeOptions={{ includeSearch: true }}>
      {t(`ansicht.${view.ansicht}`, { defaultValue: view.ansicht })}
      <ViewCount view={view} />
    </Link>
  );
}

/** The left pane with the views and their live counts, and one view beside it. */
export function DeskLayout() {
  const { t } = useTranslation();
  const reads = useRecht("vorgang.lesen");
  const audits = useRecht("leseprotokoll.lesen");
  const { data = [] } = useQuery(ansichtenQuery);
  const cases = reads ? data.filter((v) => v.ansicht !== "klaerfaelle") : [];
  return (
    <div className={styles.desk}>
      <nav className={styles.views} aria-label={t("kopf.ansichten")}>
        {cases.length > 0 && (
          <>
            <h2>{t("kopf.ansichten")}</h2>
            <ul>
              {cases.map((view) => (
                <li key={view.ansicht}>
                  <ViewLink view={view} />
                </li>
              ))}
              <li>
                <Link to="/postausgang">{t("navigation.postausgang")}</Link>
              </li>
            </ul>
          </>
        )}
        <MailRoomNav klaerfaelle={data.find((v) => v.ansicht === "klaerfaelle")} />
        {audits && (
          <>
            <h2>{t("navigation.revision")}</h2>
            <ul>
              <li>
                <Link to="/leseprotokoll">{t("navigation.leseprotokoll")}</Link>
              </li>
            </ul>
          </>
        )}
        <ProgramVersion />
      </nav>
      <Outlet />
    </div>
  );
}

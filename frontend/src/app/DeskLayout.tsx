import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ansichtenQuery } from "../api/queries.ts";
import { hasRecht, useIch } from "../api/session.ts";
import type { Ansicht, AnsichtName } from "../api/types.ts";

function ViewLink({ view }: { view: Ansicht }) {
  const { t } = useTranslation();
  const count = view.mehr ? `${view.anzahl}+` : String(view.anzahl);
  const inside = (
    <>
      {t(`ansicht.${view.ansicht}`, { defaultValue: view.ansicht })}
      <span className="num count">
        {count}
        <span className="vh"> {t("liste.vorgaenge", { count: view.anzahl })}</span>
      </span>
    </>
  );
  if (view.ansicht === "klaerfaelle")
    return (
      <Link to="/klaerfaelle" className={view.anzahl > 0 ? "view warn" : "view"}>
        {inside}
      </Link>
    );
  return (
    <Link
      to="/schreibtisch"
      search={{ ansicht: view.ansicht as AnsichtName }}
      activeOptions={{ includeSearch: true }}
      className="view"
    >
      {inside}
    </Link>
  );
}

/** The left pane with the views and their live counts, and one view beside it. */
export function DeskLayout() {
  const { t } = useTranslation();
  const ich = useIch();
  const { data = [] } = useQuery(ansichtenQuery);
  const shown = data.filter((v) => hasRecht(ich, v.ansicht === "klaerfaelle" ? "klaerfall.lesen" : "vorgang.lesen"));
  return (
    <div className="desk">
      <nav className="views" aria-label={t("kopf.ansichten")}>
        <h2>{t("kopf.ansichten")}</h2>
        <ul>
          {shown.map((view) => (
            <li key={view.ansicht}>
              <ViewLink view={view} />
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </div>
  );
}

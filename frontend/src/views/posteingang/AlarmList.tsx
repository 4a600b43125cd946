import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { alarmeQuery } from "../../api/posteingang.ts";
import type { Alarm } from "../../api/types.ts";
import { Card } from "../../components/Card.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatMoment } from "../../lib/date.ts";
import { alarmReason } from "./alarm-reason.ts";

/** Open alarms, and those that ended lately. */
export function AlarmList() {
  const { t } = useTranslation();
  const { data = [], error, isPending, refetch } = useQuery(alarmeQuery);
  const offen = data.filter((a) => !a.beendetAm);
  const beendet = data.filter((a) => a.beendetAm);
  return (
    <Card aria-labelledby="alarme">
      <h2 id="alarme">{t("eingangseinstellung.offen")}</h2>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {!isPending && offen.length === 0 && <p>{t("eingangseinstellung.keine")}</p>}
      <Liste alarme={offen} />
      {beendet.length > 0 && <h3>{t("eingangseinstellung.beendet")}</h3>}
      <Liste alarme={beendet} />
    </Card>
  );
}

function Liste({ alarme }: { alarme: Alarm[] }) {
  const { t, i18n } = useTranslation();
  const moment = (zeit: string) => formatMoment(zeit, i18n.language);
  if (alarme.length === 0) return null;
  return (
    <Bullets>
      {alarme.map((a) => (
        <li key={a.id}>
          {t(`eingangseinstellung.art.${a.art}`)}
          {a.zugang && (
            <>
              {": "}
              <Link to="/zugaenge/$id" params={{ id: a.zugang }}>
                {a.zugangName}
              </Link>
            </>
          )}{" "}
          <span className="muted">
            {t("eingangseinstellung.seit", { zeit: moment(a.seit) })}
            {a.beendetAm && ` ${t("eingangseinstellung.bis", { zeit: moment(a.beendetAm) })}`}
          </span>
          {a.fehler && (
            <div className="danger">
              {t("eingangseinstellung.nichtGemeldet", {
                grund: alarmReason(a.fehler, t),
              })}
            </div>
          )}
        </li>
      ))}
    </Bullets>
  );
}

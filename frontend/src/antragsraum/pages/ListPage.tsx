import { useTranslation } from "react-i18next";
import { isUnauthenticated } from "../api/client";
import { useVorgaenge } from "../api/queries";
import type { Ich, Zeile } from "../api/types";
import { Card } from "../components/Card";
import { ErrorNotice } from "../components/ErrorNotice";
import { Loading } from "../components/Loading";
import { PageTitle } from "../components/PageTitle";
import { ConsentBox } from "../einwilligung/ConsentBox";
import { ConsentSettings } from "../einwilligung/ConsentSettings";
import { useFragment } from "../lib/route";
import { byNiveau, LockedCard } from "../vorgang/LockedCard";
import { VorgangCard } from "../vorgang/VorgangCard";
import { overall } from "../vorgang/whatNow";
import styles from "./ListPage.module.css";

/** First what waits for the person, then what is unread, then the newest. */
function byUrgency(a: Zeile, b: Zeile): number {
  const rank = (zeile: Zeile) => (zeile.amZug === "sie" ? 0 : zeile.neu > 0 ? 1 : zeile.amZug === "behoerde" ? 2 : 3);
  return rank(a) - rank(b) || (a.bis ?? "9").localeCompare(b.bis ?? "9") || b.eingangAm.localeCompare(a.eingangAm);
}

export function ListPage({ ich }: { ich: Ich }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useVorgaenge();
  useFragment(data !== undefined);
  const lead = data && overall(data.vorgaenge, data.verschlossen.length);
  return (
    <>
      <PageTitle title={t("liste.titel")}>
        {lead && <p className={styles.lead}>{t(lead.key, lead.count === undefined ? {} : { count: lead.count })}</p>}
      </PageTitle>
      {isPending && <Loading />}
      {error && !isUnauthenticated(error) && !data && (
        <ErrorNotice error={error} safe={t("fehler.sicherAntrag")} onRetry={() => void refetch()} />
      )}
      {data && data.vorgaenge.length + data.verschlossen.length === 0 && (
        <Card className="stack">
          <h2>{t("liste.leerTitel")}</h2>
          <p>{t("liste.leer")}</p>
        </Card>
      )}
      {data && data.vorgaenge.length + data.verschlossen.length > 0 && (
        <ul className={styles.list}>
          {[...data.vorgaenge].sort(byUrgency).map((zeile) => (
            <VorgangCard key={zeile.id} zeile={zeile} />
          ))}
          {byNiveau(data.verschlossen).map(([niveau, anzahl]) => (
            <LockedCard key={niveau} niveau={niveau} anzahl={anzahl} ich={ich} />
          ))}
        </ul>
      )}
      {!isPending && <ConsentBox ich={ich} />}
      {!isPending && <ConsentSettings ich={ich} />}
    </>
  );
}

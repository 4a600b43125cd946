import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, isUnauthenticated } from "../api/client";
import { useVorgang } from "../api/queries";
import type { Ich } from "../api/types";
import { Card } from "../components/Card";
import { ErrorNotice } from "../components/ErrorNotice";
import { Icon } from "../components/Icon";
import { InsideLink } from "../components/InsideLink";
import { Loading } from "../components/Loading";
import { PageTitle } from "../components/PageTitle";
import { StrongerSignIn } from "../components/StrongerSignIn";
import { ConsentBox } from "../einwilligung/ConsentBox";
import { announce } from "../lib/announce";
import { useFragment, vorgangPath } from "../lib/route";
import { nextMessage } from "../nachricht/nextMessage";
import { Thread } from "../nachricht/Thread";
import { Contact } from "../vorgang/Contact";
import { NowBlock } from "../vorgang/NowBlock";
import { OwnApplication } from "../vorgang/OwnApplication";
import { WithdrawBox } from "../vorgang/WithdrawBox";
import styles from "./VorgangPage.module.css";

export function VorgangPage({ id, ich }: { id: string; ich: Ich }) {
  const { t } = useTranslation();
  const { data: vorgang, error, isPending, refetch } = useVorgang(id);
  useAnnounceNew(vorgang?.nachrichten.filter((n) => n.richtung === "aus").length, t("nachricht.neueDa"));
  useFragment(vorgang !== undefined);
  const problem = error instanceof ApiError ? error : undefined;
  // in another window somebody may have signed in less surely: then the page goes, drafts stay on the device
  const gone = problem?.status === 404 || problem?.niveau !== undefined;
  // what waits for the person comes first; the question about consent may come after it
  const [waiting, setWaiting] = useState<boolean>();
  if (vorgang && waiting === undefined) setWaiting(nextMessage(vorgang) !== undefined);
  return (
    <>
      <nav aria-label={t("seite.name")}>
        <InsideLink className={styles.back} href="/antragsraum">
          <Icon name="zurueck" />
          <span>{t("seite.zurueck")}</span>
        </InsideLink>
      </nav>
      {isPending && <Loading />}
      {error && !isUnauthenticated(error) && (gone || !vorgang) && (
        <>
          <PageTitle title={t(problem?.niveau ? "verschlossen.seite" : "fehler.titel")} />
          {problem?.niveau ? (
            <Card className="stack">
              <p>{t("verschlossen.text", { count: 1 })}</p>
              <StrongerSignIn ich={ich} niveau={problem.niveau} weiter={vorgangPath(id)} />
              <p>{t("verschlossen.gehtNicht")}</p>
            </Card>
          ) : (
            <ErrorNotice error={error} {...(gone ? {} : { onRetry: () => void refetch() })} />
          )}
        </>
      )}
      {vorgang && !gone && (
        <>
          <PageTitle title={vorgang.titel}>
            <p className="muted">
              {t("liste.nummer")} <span className="num">{vorgang.vorgangsnummer}</span>
            </p>
          </PageTitle>
          <NowBlock vorgang={vorgang} />
          {!waiting && <ConsentBox ich={ich} />}
          <Thread vorgang={vorgang} ich={ich} />
          {waiting && <ConsentBox ich={ich} />}
          <OwnApplication vorgang={vorgang} />
          <WithdrawBox vorgang={vorgang} ich={ich} />
          <Contact vorgang={vorgang} />
          {ich.einwilligung !== "offen" && (
            <p className={styles.settings}>
              <InsideLink className="kern-link" href="/antragsraum#einstellungen">
                {t("einwilligung.einstellungen")}: {t("einwilligung.wieBekommen")}
              </InsideLink>
            </p>
          )}
        </>
      )}
    </>
  );
}

/** Says it once when a message of the office arrives while the page is open. */
function useAnnounceNew(count: number | undefined, sentence: string): void {
  const seen = useRef(count);
  useEffect(() => {
    if (seen.current !== undefined && count !== undefined && count > seen.current) announce(sentence);
    seen.current = count;
  }, [count, sentence]);
}

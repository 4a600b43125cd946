import { useTranslation } from "react-i18next";
import { useSetEinwilligung } from "../api/queries";
import type { Ich } from "../api/types";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { ErrorNotice } from "../components/ErrorNotice";
import { Fold } from "../components/Fold";
import { StrongerSignIn } from "../components/StrongerSignIn";
import { announce } from "../lib/announce";
import { formatDay } from "../lib/format";
import { ConsentMeaning } from "./ConsentMeaning";
import styles from "./ConsentSettings.module.css";

/** The choice as it stands, changeable at any time for the future. */
export function ConsentSettings({ ich }: { ich: Ich }) {
  const { t, i18n } = useTranslation();
  const consent = useSetEinwilligung();
  if (ich.einwilligung === "offen") return null;
  const given = ich.einwilligung === "erteilt";
  const change = () =>
    consent.mutate(!given, {
      onSuccess: () => announce(t(given ? "einwilligung.gespeichertNein" : "einwilligung.gespeichertJa")),
    });
  return (
    <section id="einstellungen" tabIndex={-1} aria-labelledby="einstellungen-titel">
      <h2 id="einstellungen-titel">{t("einwilligung.einstellungen")}</h2>
      <Card className="stack">
        <h3>{t("einwilligung.wieBekommen")}</h3>
        <p>
          <strong>{t(given ? "einwilligung.stehtJa" : "einwilligung.stehtNein")}</strong>{" "}
          {ich.einwilligungAm && t("einwilligung.seit", { tag: formatDay(ich.einwilligungAm, i18n.language) })}
        </p>
        <Fold className={styles.more} summary={t("einwilligung.wasHeisst")}>
          <ConsentMeaning />
        </Fold>
        {ich.einwilligungNiveau > ich.vertrauensniveau ? (
          <>
            <p>{t("einwilligung.staerker")}</p>
            <StrongerSignIn ich={ich} niveau={ich.einwilligungNiveau} weiter="/antragsraum#einstellungen" />
          </>
        ) : (
          <Button aria-disabled={consent.isPending} onClick={change}>
            {t(given ? "einwilligung.aufNein" : "einwilligung.aufJa")}
          </Button>
        )}
        {consent.error && <ErrorNotice error={consent.error} weiter="/antragsraum#einstellungen" />}
      </Card>
    </section>
  );
}

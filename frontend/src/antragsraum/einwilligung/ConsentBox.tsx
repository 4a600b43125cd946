import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSetEinwilligung } from "../api/queries";
import type { Ich } from "../api/types";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { Choices } from "../components/Choices";
import { ErrorNotice } from "../components/ErrorNotice";
import { Notice } from "../components/Notice";
import { cx } from "../lib/cx";
import styles from "./ConsentBox.module.css";
import { ConsentMeaning } from "./ConsentMeaning";

/** Asks once for consent to electronic notification (§ 41 Abs. 2a VwVfG). Both answers weigh the same; nothing waits for it. */
export function ConsentBox({ ich }: { ich: Ich }) {
  const { t } = useTranslation();
  const consent = useSetEinwilligung();
  const [answered, setAnswered] = useState(false);
  const saved = useRef<HTMLParagraphElement>(null);
  const showSaved = answered && ich.einwilligung !== "offen";
  useEffect(() => {
    if (showSaved) saved.current?.focus();
  }, [showSaved]);
  if (showSaved) {
    const key = ich.einwilligung === "erteilt" ? "gespeichertJa" : "gespeichertNein";
    return (
      <Notice kind="gut" title={t(`einwilligung.${key}`)} headingRef={saved}>
        <p>{t("einwilligung.aendern")}</p>
      </Notice>
    );
  }
  // this sign-in could not answer; nothing waits for it, so nobody is asked
  if (ich.einwilligung !== "offen" || ich.einwilligungNiveau > ich.vertrauensniveau) return null;
  const choose = (erteilt: boolean) => consent.mutate(erteilt, { onSuccess: () => setAnswered(true) });
  return (
    <Card as="section" className={cx("stack", styles.consent)} aria-labelledby="einwilligung-frage">
      <h2 id="einwilligung-frage" tabIndex={-1}>
        {t("einwilligung.frage")}
      </h2>
      <p>{t("einwilligung.einleitung")}</p>
      <ConsentMeaning />
      <Choices>
        <Button aria-disabled={consent.isPending} onClick={() => choose(true)}>
          {t("einwilligung.ja")}
        </Button>
        <Button aria-disabled={consent.isPending} onClick={() => choose(false)}>
          {t("einwilligung.nein")}
        </Button>
      </Choices>
      {consent.error && <ErrorNotice error={consent.error} weiter={`${window.location.pathname}#einwilligung-frage`} />}
      <p className="small muted">{t("einwilligung.gesetz")}</p>
    </Card>
  );
}

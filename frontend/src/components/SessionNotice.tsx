import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { staySignedIn } from "../api/session.ts";
import { sessionEnd, signInBeside } from "../api/session-end.ts";
import { formatTime } from "../lib/date.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import styles from "./SessionNotice.module.css";

/** The way to a new session that leaves the page as it is. */
export function SignInAgain() {
  const { t } = useTranslation();
  return (
    <div className="actions">
      <Button kind="primary" onClick={signInBeside}>
        {t("sitzung.anmelden")}
      </Button>
    </div>
  );
}

/** The session ends in a few minutes, or has ended. It stands in the shell and in every window that covers it. */
export function SessionNotice() {
  const { t, i18n } = useTranslation();
  const state = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.snapshot);
  if (state.is === "gut") return null;
  if (state.is === "abgelaufen")
    return (
      <div className={styles.notice} role="alert">
        <Notice kind="warn" title={t("sitzung.abgelaufen")}>
          <p>{t("sitzung.sicher")}</p>
          <SignInAgain />
        </Notice>
      </div>
    );
  return (
    <div className={styles.notice} role="alert">
      <Notice kind="warn">
        <p>{t(`sitzung.${state.weil}`, { zeit: formatTime(new Date(state.um).toISOString(), i18n.language) })}</p>
        {state.weil === "ganz" ? (
          <SignInAgain />
        ) : (
          <div className="actions">
            <Button kind="primary" onClick={staySignedIn}>
              {t("sitzung.bleiben")}
            </Button>
          </div>
        )}
      </Notice>
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { useLiveState } from "../api/LiveProvider.tsx";
import { useLate } from "../lib/delayed.ts";
import styles from "./OfflineNotice.module.css";

/** Calm: only when the wire has been gone for three seconds, and without alarm. */
export function OfflineNotice() {
  const { t } = useTranslation();
  const gone = useLate(useLiveState() === "getrennt", 3000);
  return (
    <div role="status" className={styles.notice}>
      {gone && <p>{t("kopf.offline")}</p>}
    </div>
  );
}

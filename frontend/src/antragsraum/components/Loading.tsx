import { useTranslation } from "react-i18next";
import styles from "./Loading.module.css";

/** The shape of what comes; it shows after 150 ms (see the style sheet). */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div className={styles.loading}>
      <p className="vh">{t("seite.laedt")}</p>
      <div className={styles.title} />
      <div className={styles.card} />
      <div className={styles.card} />
    </div>
  );
}

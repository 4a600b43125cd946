import { useTranslation } from "react-i18next";
import styles from "./ConsentMeaning.module.css";

/** What yes and no mean; shown wherever the choice is made or changed. */
export function ConsentMeaning() {
  const { t } = useTranslation();
  return (
    <div className={styles.meaning}>
      <h3>{t("einwilligung.jaTitel")}</h3>
      <ul>
        <li>{t("einwilligung.ja1")}</li>
        <li>{t("einwilligung.ja2")}</li>
        <li>{t("einwilligung.ja3")}</li>
      </ul>
      <h3>{t("einwilligung.neinTitel")}</h3>
      <ul>
        <li>{t("einwilligung.nein1")}</li>
      </ul>
      <p>{t("einwilligung.aendern")}</p>
    </div>
  );
}

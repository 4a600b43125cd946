import { useTranslation } from "react-i18next";
import type { Ansicht } from "../api/types.ts";
import { cx } from "../lib/cx.ts";
import styles from "./ViewCount.module.css";

/** How many there are in a view of the desk, with the word for screen readers. */
export function ViewCount({ view, warn }: { view: Ansicht; warn?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={cx("num", styles.count, warn && styles.warn)}>
      {view.mehr ? `${view.anzahl}+` : view.anzahl}
      <span className="vh"> {t("liste.vorgaenge", { count: view.anzahl })}</span>
    </span>
  );
}

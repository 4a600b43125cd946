import { useTranslation } from "react-i18next";
import { useLate } from "../lib/delayed.ts";
import styles from "./Skeleton.module.css";

const LINES = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** The shape of what comes, after 150 ms. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  if (!useLate(true)) return null;
  return (
    <div className={styles.skeleton} role="status">
      <b className="vh">{t("allgemein.laedt")}</b>
      {LINES.slice(0, lines).map((line) => (
        <span key={line} />
      ))}
    </div>
  );
}

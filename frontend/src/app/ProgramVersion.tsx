import { useTranslation } from "react-i18next";
import { useIch } from "../api/session.ts";
import styles from "./ProgramVersion.module.css";

/** Which Kontor this is: what a person names to IT when something is odd. */
export function ProgramVersion() {
  const { t } = useTranslation();
  const programm = useIch().programm;
  if (!programm) return null; // in the middle of an upgrade an earlier copy may have answered
  const { version, commit } = programm;
  return (
    <footer className={styles.version}>
      {t("kopf.version", { version, commit: commit === "unbekannt" ? t("kopf.ohneCommit") : commit })}
    </footer>
  );
}

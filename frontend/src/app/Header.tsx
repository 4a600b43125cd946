import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { hasRecht, useIch } from "../api/session.ts";
import { buttonClass } from "../components/Button.tsx";
import { Key } from "../components/Key.tsx";
import { Toasts } from "../components/Toasts.tsx";
import { AvatarMenu } from "./AvatarMenu.tsx";
import styles from "./Header.module.css";
import { SearchField } from "./SearchField.tsx";

export function Header({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const ich = useIch();
  const names = ich.einheiten.map((e) => e.name);
  const units = names.length > 2 ? t("kopf.einheiten", { count: names.length }) : names.join(", ");
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand}>
        Kontor
      </Link>
      <Toasts />
      <span className={styles.office} title={names.join(", ")}>
        {ich.mandant}
        {units && ` · ${units}`}
      </span>
      {hasRecht(ich, "vorgang.lesen") && <SearchField />}
      <div className={styles.end}>
        <button type="button" className={buttonClass("icon")} aria-label={t("kopf.hilfe")} onClick={onHelp}>
          <Key name="?" />
        </button>
        <AvatarMenu />
      </div>
    </header>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { hasRecht, useIch } from "../api/session.ts";
import { AvatarMenu } from "./AvatarMenu.tsx";
import { SearchField } from "./SearchField.tsx";

export function Header({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const ich = useIch();
  const names = ich.einheiten.map((e) => e.name);
  const units = names.length > 2 ? t("kopf.einheiten", { count: names.length }) : names.join(", ");
  return (
    <header className="topbar">
      <Link to="/" className="brand">
        Kontor
      </Link>
      <span className="office" title={names.join(", ")}>
        {ich.mandant}
        {units && ` · ${units}`}
      </span>
      {hasRecht(ich, "vorgang.lesen") && <SearchField />}
      <div className="topbar-end">
        <button type="button" className="btn quiet icon" aria-label={t("kopf.hilfe")} onClick={onHelp}>
          <kbd>?</kbd>
        </button>
        <AvatarMenu />
      </div>
    </header>
  );
}

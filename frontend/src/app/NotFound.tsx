import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="empty page">
      <h1>{t("nichtGefunden.titel")}</h1>
      <p>{t("nichtGefunden.text")}</p>
      <Link className="btn" to="/">
        {t("nichtGefunden.weg")}
      </Link>
    </div>
  );
}

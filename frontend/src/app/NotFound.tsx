import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../components/Button.tsx";
import { Empty } from "../components/Empty.tsx";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty page>
      <h1>{t("nichtGefunden.titel")}</h1>
      <p>{t("nichtGefunden.text")}</p>
      <Link className={buttonClass()} to="/">
        {t("nichtGefunden.weg")}
      </Link>
    </Empty>
  );
}

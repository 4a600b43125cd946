import { useTranslation } from "react-i18next";

/** The shape of what comes; it shows after 150 ms (see the style sheet). */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="ar-loading">
      <p className="ar-unseen">{t("seite.laedt")}</p>
      <div className="ar-loading-title" />
      <div className="ar-loading-card" />
      <div className="ar-loading-card" />
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { usePageTitle } from "../../lib/page-title.ts";

/** All intakes with their health. */
export function Zugaenge() {
  const { t } = useTranslation();
  usePageTitle(t("navigation.zugaenge"));
  return (
    <section className="desk-list sheet" aria-label={t("navigation.zugaenge")}>
      <h1>{t("navigation.zugaenge")}</h1>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import { usePageTitle } from "../../lib/page-title.ts";

/** Every delivery, whatever became of it. */
export function Poststellenbuch() {
  const { t } = useTranslation();
  usePageTitle(t("navigation.poststellenbuch"));
  return (
    <section className="desk-list sheet" aria-label={t("navigation.poststellenbuch")}>
      <h1>{t("navigation.poststellenbuch")}</h1>
    </section>
  );
}

import { useTranslation } from "react-i18next";

export function Zustaendigkeit() {
  const { t } = useTranslation();
  return (
    <section className="desk-list sheet">
      <h1>{t("navigation.zustaendigkeit")}</h1>
    </section>
  );
}

import { useTranslation } from "react-i18next";

export function Formulare() {
  const { t } = useTranslation();
  return (
    <section className="desk-list sheet">
      <h1>{t("navigation.zugaenge")}</h1>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import { InsideLink } from "../components/InsideLink";
import { PageTitle } from "../components/PageTitle";

export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("seite.nichtGefunden")} />
      <p>{t("seite.nichtGefundenText")}</p>
      <p>
        <InsideLink className="kern-link" href="/antragsraum">
          {t("fehler.zurListe")}
        </InsideLink>
      </p>
    </>
  );
}

import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import { useBehoerde } from "../api/queries";
import { Icon } from "../components/Icon";
import { PageTitle } from "../components/PageTitle";

export function StartPage({ pathname }: { pathname: string }) {
  const { t } = useTranslation();
  const name = useBehoerde().data?.name;
  return (
    <>
      <PageTitle title={name ? t("start.titelBei", { name }) : t("start.titel")}>
        <p className="ar-lead">{t("start.einleitung")}</p>
      </PageTitle>
      <div className="ar-card ar-stack">
        <p>{t("start.wie")}</p>
        <a className="kern-btn kern-btn--primary ar-wide" href={signInUrl(pathname)}>
          <span className="kern-label">{t("start.anmelden")}</span>
        </a>
        <p className="ar-small ar-with-icon">
          <Icon name="schloss" />
          <span>{t("start.sicher")}</span>
        </p>
      </div>
      <section aria-labelledby="kann">
        <h2 id="kann">{t("start.kannTitel")}</h2>
        <ul className="ar-checks">
          {["kann1", "kann2", "kann3", "kann4"].map((key) => (
            <li key={key}>
              <Icon name="haken" />
              <span>{t(`start.${key}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import { useBehoerde } from "../api/queries";
import { ButtonLink } from "../components/Button";
import { Card } from "../components/Card";
import { Icon } from "../components/Icon";
import { PageTitle } from "../components/PageTitle";
import { WithIcon } from "../components/WithIcon";
import styles from "./StartPage.module.css";

export function StartPage({ pathname }: { pathname: string }) {
  const { t } = useTranslation();
  const name = useBehoerde().data?.name;
  return (
    <>
      <PageTitle title={name ? t("start.titelBei", { name }) : t("start.titel")}>
        <p className={styles.lead}>{t("start.einleitung")}</p>
      </PageTitle>
      <Card className="stack">
        <p>{t("start.wie")}</p>
        <ButtonLink wide href={signInUrl(pathname)}>
          {t("start.anmelden")}
        </ButtonLink>
        <WithIcon className="small" icon="schloss">
          <span>{t("start.sicher")}</span>
        </WithIcon>
      </Card>
      <section aria-labelledby="kann">
        <h2 id="kann">{t("start.kannTitel")}</h2>
        <ul className={styles.checks}>
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

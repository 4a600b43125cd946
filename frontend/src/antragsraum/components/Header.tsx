import { useTranslation } from "react-i18next";
import { useBehoerde } from "../api/queries";
import type { Ich } from "../api/types";
import { cx } from "../lib/cx";
import { niveauKey } from "../lib/niveau";
import { Facts } from "./Facts";
import { Fold } from "./Fold";
import styles from "./Header.module.css";
import { Icon } from "./Icon";
import { InsideLink } from "./InsideLink";
import { SignOut } from "./SignOut";

export function Header({ ich }: { ich: Ich | undefined }) {
  const { t, i18n } = useTranslation();
  const name = useBehoerde().data?.name ?? ich?.behoerde;
  const other = i18n.language === "de" ? "en" : "de";
  return (
    <header className={styles.header}>
      <div className={cx("column", styles.row)}>
        <InsideLink className={styles.brand} href="/antragsraum">
          {name && <strong>{name}</strong>}
          <span className={name ? styles.below : styles.alone}>{t("seite.name")}</span>
        </InsideLink>
        <button
          type="button"
          className={styles.language}
          lang={other}
          aria-label={t("seite.andereSpracheLang")}
          onClick={() => void i18n.changeLanguage(other)}
        >
          {t("seite.andereSprache")}
        </button>
      </div>
      {ich && (
        <div className={styles.account}>
          <Fold
            className="column"
            summary={
              <>
                <Icon name="person" />
                <span>
                  <span className="vh">{t("seite.konto")}: </span>
                  {ich.name}
                </span>
              </>
            }
          >
            <Facts>
              <dt>{t("seite.angemeldetAls")}</dt>
              <dd>{ich.name}</dd>
              <dt>{t("seite.anmeldung")}</dt>
              <dd>{t(niveauKey(ich.vertrauensniveau))}</dd>
            </Facts>
            <SignOut />
          </Fold>
        </div>
      )}
    </header>
  );
}

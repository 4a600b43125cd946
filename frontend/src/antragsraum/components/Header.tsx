import { useTranslation } from "react-i18next";
import { useBehoerde } from "../api/queries";
import type { Ich } from "../api/types";
import { niveauKey } from "../lib/niveau";
import { Icon } from "./Icon";
import { InsideLink } from "./InsideLink";
import { SignOut } from "./SignOut";

export function Header({ ich }: { ich: Ich | undefined }) {
  const { t, i18n } = useTranslation();
  const name = useBehoerde().data?.name ?? ich?.behoerde;
  const other = i18n.language === "de" ? "en" : "de";
  return (
    <header className="ar-header">
      <div className="ar-column ar-header-row">
        <InsideLink className="ar-brand" href="/antragsraum">
          {name && <strong>{name}</strong>}
          <span className={name ? "ar-brand-sub" : "ar-brand-only"}>{t("seite.name")}</span>
        </InsideLink>
        <button
          type="button"
          className="ar-language"
          lang={other}
          aria-label={t("seite.andereSpracheLang")}
          onClick={() => void i18n.changeLanguage(other)}
        >
          {t("seite.andereSprache")}
        </button>
      </div>
      {ich && (
        <div className="ar-account">
          <details className="ar-column">
            <summary>
              <Icon name="person" />
              <span>
                <span className="ar-unseen">{t("seite.konto")}: </span>
                {ich.name}
              </span>
            </summary>
            <dl className="ar-facts">
              <dt>{t("seite.angemeldetAls")}</dt>
              <dd>{ich.name}</dd>
              <dt>{t("seite.anmeldung")}</dt>
              <dd>{t(niveauKey(ich.vertrauensniveau))}</dd>
            </dl>
            <SignOut />
          </details>
        </div>
      )}
    </header>
  );
}

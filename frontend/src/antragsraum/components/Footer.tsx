import { useTranslation } from "react-i18next";
import { useBehoerde } from "../api/queries";
import { usePathname } from "../lib/route";
import styles from "./Footer.module.css";

const PAGES = ["impressum", "datenschutz", "barrierefreiheit"] as const;

/** Whose page this is and how to reach them without signing in, and the pages the law wants. */
export function Footer() {
  const { t } = useTranslation();
  const { data } = useBehoerde();
  const pathname = usePathname();
  const pages = PAGES.flatMap((name) => (data?.[name] ? [{ name, href: data[name] }] : []));
  return (
    <footer className={styles.footer}>
      <div className="column stack">
        {data && (
          <address>
            <strong>{data.name}</strong>
            {data.anschrift && <span>{data.anschrift}</span>}
            {data.telefon && (
              <span>
                {t("kontakt.telefon")}: <a href={`tel:${data.telefon.replace(/[^+\d]/g, "")}`}>{data.telefon}</a>
              </span>
            )}
            {data.email && (
              <span>
                {t("kontakt.email")}: <a href={`mailto:${data.email}`}>{data.email}</a>
              </span>
            )}
          </address>
        )}
        <ul className={styles.links}>
          {pages.map(({ name, href }) => (
            <li key={name}>
              <a href={href}>{t(`seite.${name}`)}</a>
            </li>
          ))}
          <li>
            <a href={`${pathname}?ohne-skript`}>{t("seite.ohneSkript")}</a>
          </li>
        </ul>
        <p>{t("seite.fuss")}</p>
        {t("seite.amtssprache") !== "" && <p>{t("seite.amtssprache")}</p>}
      </div>
    </footer>
  );
}

import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import { Notice } from "./Notice";

/** The session ended while the page was open: nothing is taken away, one link brings the person back. */
export function SessionNotice() {
  const { t } = useTranslation();
  return (
    <Notice kind="achtung" title={t("sitzung.abgelaufen")} role="alert">
      <p>{t("sitzung.sicher")}</p>
      <a className="kern-btn kern-btn--primary" href={signInUrl(window.location.pathname)}>
        <span className="kern-label">{t("sitzung.neu")}</span>
      </a>
    </Notice>
  );
}

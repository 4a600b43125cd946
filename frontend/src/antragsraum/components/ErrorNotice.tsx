import { useTranslation } from "react-i18next";
import { ApiError, isUnauthenticated, signInUrl } from "../api/client";
import { Notice } from "./Notice";

interface Props {
  error: unknown;
  /** what is safe in spite of it */
  safe?: string;
  onRetry?: () => void;
}

/** What happened, what is safe, what to do, and the reference to name. */
export function ErrorNotice({ error, safe, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  const problem = error instanceof ApiError ? error : new ApiError(0, "internal", "internal");
  const code = i18n.exists(`fehler.${problem.code}Tun`) ? problem.code : "internal";
  const reasonKey = `fehler.grund.${problem.reason}`;
  return (
    <Notice kind="fehler" title={t("fehler.titel")} role="alert">
      <p>{t(i18n.exists(reasonKey) ? reasonKey : `fehler.${code}`)}</p>
      {safe && <p>{safe}</p>}
      <p>{t(problem.niveau === undefined ? `fehler.${code}Tun` : "gesperrt.tun")}</p>
      {problem.reference !== "" && (
        <p className="ar-small">
          {t("fehler.kennzeichen")}: <span className="ar-number">{problem.reference}</span>
        </p>
      )}
      {isUnauthenticated(error) && (
        <a className="kern-btn kern-btn--primary" href={signInUrl(window.location.pathname)}>
          <span className="kern-label">{t("sitzung.neu")}</span>
        </a>
      )}
      {problem.niveau !== undefined && (
        <a className="kern-btn kern-btn--primary" href={signInUrl(window.location.pathname, problem.niveau)}>
          <span className="kern-label">{t("gesperrt.anmelden")}</span>
        </a>
      )}
      {onRetry && !isUnauthenticated(error) && (
        <button type="button" className="kern-btn kern-btn--secondary" onClick={onRetry}>
          <span className="kern-label">{t("fehler.neuLaden")}</span>
        </button>
      )}
    </Notice>
  );
}

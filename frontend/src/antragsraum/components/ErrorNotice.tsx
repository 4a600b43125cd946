import { useTranslation } from "react-i18next";
import { ApiError, isUnauthenticated, signInUrl } from "../api/client";
import { Button, ButtonLink } from "./Button";
import { FreshSignIn } from "./FreshSignIn";
import { Notice } from "./Notice";

interface Props {
  error: unknown;
  /** what is safe in spite of it */
  safe?: string;
  onRetry?: () => void;
  /** where to go on after a new sign-in; without it, this page */
  weiter?: string;
}

/** What happened, what is safe, what to do, and the reference to name. */
export function ErrorNotice({ error, safe, onRetry, weiter = window.location.pathname }: Props) {
  const { t, i18n } = useTranslation();
  const problem = error instanceof ApiError ? error : new ApiError(0, "internal", "internal");
  if (problem.frisch !== undefined) return <FreshSignIn frisch={problem.frisch} weiter={weiter} />;
  const code = i18n.exists(`fehler.${problem.code}Tun`) ? problem.code : "internal";
  const reasonKey = `fehler.grund.${problem.reason}`;
  return (
    <Notice kind="fehler" title={t("fehler.titel")} role="alert">
      <p>{t(i18n.exists(reasonKey) ? reasonKey : `fehler.${code}`)}</p>
      {safe && <p>{safe}</p>}
      <p>{t(problem.niveau === undefined ? `fehler.${code}Tun` : "gesperrt.tun")}</p>
      {problem.reference !== "" && (
        <p className="small">
          {t("fehler.kennzeichen")}: <span className="num">{problem.reference}</span>
        </p>
      )}
      {isUnauthenticated(error) && <ButtonLink href={signInUrl(weiter)}>{t("sitzung.neu")}</ButtonLink>}
      {problem.niveau !== undefined && (
        <ButtonLink href={signInUrl(weiter, problem.niveau)}>{t("gesperrt.anmelden")}</ButtonLink>
      )}
      {onRetry && !isUnauthenticated(error) && <Button onClick={onRetry}>{t("fehler.neuLaden")}</Button>}
    </Notice>
  );
}

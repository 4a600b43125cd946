import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import { ButtonLink } from "./Button";
import { Notice } from "./Notice";

/** The session ended while the page was open: nothing is taken away, one link brings the person back. */
export function SessionNotice() {
  const { t } = useTranslation();
  return (
    <Notice kind="achtung" title={t("sitzung.abgelaufen")} role="alert">
      <p>{t("sitzung.sicher")}</p>
      <ButtonLink href={signInUrl(window.location.pathname)}>{t("sitzung.neu")}</ButtonLink>
    </Notice>
  );
}

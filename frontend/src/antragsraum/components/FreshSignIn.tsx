import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import { ButtonLink } from "./Button";
import { Notice } from "./Notice";

interface Props {
  /** how many minutes ago somebody may have signed in */
  frisch: number;
  /** where to go on afterwards */
  weiter: string;
}

/** The sign-in is too long ago for this step: why, what is safe, and the way to a new one that leads back here. */
export function FreshSignIn({ frisch, weiter }: Props) {
  const { t } = useTranslation();
  return (
    <Notice kind="achtung" title={t("frisch.titel")} role="alert">
      <p>{t("frisch.warum", { minuten: frisch })}</p>
      <p>{t("frisch.danach")}</p>
      <p>{t("sitzung.sicher")}</p>
      <ButtonLink href={signInUrl(weiter, undefined, frisch)}>{t("sitzung.neu")}</ButtonLink>
    </Notice>
  );
}

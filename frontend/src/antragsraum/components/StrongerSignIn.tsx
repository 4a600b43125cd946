import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import type { Ich } from "../api/types";
import { niveauKey } from "../lib/niveau";
import { ButtonLink } from "./Button";

interface Props {
  ich: Ich;
  /** what the sign-in must reach */
  niveau: number;
  /** where to go on afterwards */
  weiter: string;
}

/** How somebody is signed in, how they would have to be, and the way there. */
export function StrongerSignIn({ ich, niveau, weiter }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <ul>
        <li>{t("gesperrt.jetzt", { niveau: t(niveauKey(ich.vertrauensniveau)) })}</li>
        <li>{t("gesperrt.noetig", { niveau: t(niveauKey(niveau)) })}</li>
      </ul>
      <ButtonLink wide href={signInUrl(weiter, niveau)}>
        {t("gesperrt.anmelden")}
      </ButtonLink>
    </>
  );
}

import { useTranslation } from "react-i18next";
import type { Ich, Nachricht, Vorgang } from "../api/types";
import { StrongerSignIn } from "../components/StrongerSignIn";
import { WithIcon } from "../components/WithIcon";
import { vorgangPath } from "../lib/route";

interface Props {
  nachricht: Nachricht;
  vorgang: Vorgang;
  ich: Ich;
}

/** Needs a higher Vertrauensniveau: why, the way there, and the way without it. */
export function LockedMessage({ nachricht, vorgang, ich }: Props) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <WithIcon icon="schloss">
        <strong>{t("gesperrt.titel")}</strong>
      </WithIcon>
      <p>{t("gesperrt.text")}</p>
      <StrongerSignIn ich={ich} niveau={nachricht.vertrauensniveau} weiter={vorgangPath(vorgang.id)} />
      <p>
        {t("gesperrt.geht")}{" "}
        <a className="kern-link" href="#kontakt">
          {t("gesperrt.kontakt")}
        </a>
      </p>
    </div>
  );
}

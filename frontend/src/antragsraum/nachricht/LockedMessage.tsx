import { useTranslation } from "react-i18next";
import { signInUrl } from "../api/client";
import type { Ich, Nachricht, Vorgang } from "../api/types";
import { Icon } from "../components/Icon";
import { niveauKey } from "../lib/niveau";
import { vorgangPath } from "../lib/route";

interface Props {
  nachricht: Nachricht;
  vorgang: Vorgang;
  ich: Ich;
}

/** Needs a higher Vertrauensniveau: why, the way there, and the way without it. */
export function LockedMessage({ nachricht, vorgang, ich }: Props) {
  const { t } = useTranslation();
  const niveau = nachricht.vertrauensniveau ?? 4;
  return (
    <div className="ar-stack">
      <p className="ar-with-icon">
        <Icon name="schloss" />
        <strong>{t("gesperrt.titel")}</strong>
      </p>
      <p>{t("gesperrt.text")}</p>
      <ul className="ar-plain">
        <li>{t("gesperrt.jetzt", { niveau: t(niveauKey(ich.vertrauensniveau)) })}</li>
        <li>{t("gesperrt.noetig", { niveau: t(niveauKey(niveau)) })}</li>
      </ul>
      <a className="kern-btn kern-btn--primary ar-wide" href={signInUrl(vorgangPath(vorgang.id), niveau)}>
        <span className="kern-label">{t("gesperrt.anmelden")}</span>
      </a>
      <p>
        {t("gesperrt.geht")}{" "}
        <a className="kern-link" href="#kontakt">
          {t("gesperrt.kontakt")}
        </a>
      </p>
    </div>
  );
}

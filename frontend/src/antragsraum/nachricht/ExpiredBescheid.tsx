import { useTranslation } from "react-i18next";
import { Icon } from "../components/Icon";

/** Nobody opened the Bescheid in its ten days: it is not provided here any more (§ 41 Abs. 2a VwVfG). */
export function ExpiredBescheid() {
  const { t } = useTranslation();
  return (
    <div className="ar-inset ar-stack">
      <p className="ar-with-icon">
        <Icon name="uhr" />
        <span>{t("fehler.grund.retrieval_expired")}</span>
      </p>
      <p>
        {t("nachricht.frageDazu")}{" "}
        <a className="kern-link" href="#kontakt">
          {t("kontakt.titel")}
        </a>
      </p>
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { Inset } from "../components/Inset";
import { WithIcon } from "../components/WithIcon";

/** Nobody opened the Bescheid in its ten days: it is not provided here any more (§ 41 Abs. 2a VwVfG). */
export function ExpiredBescheid() {
  const { t } = useTranslation();
  return (
    <Inset>
      <WithIcon icon="uhr">
        <span>{t("fehler.grund.retrieval_expired")}</span>
      </WithIcon>
      <p>
        {t("nachricht.frageDazu")}{" "}
        <a className="kern-link" href="#kontakt">
          {t("kontakt.titel")}
        </a>
      </p>
    </Inset>
  );
}

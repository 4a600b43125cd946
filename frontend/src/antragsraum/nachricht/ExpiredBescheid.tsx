import { useTranslation } from "react-i18next";
import type { Bescheid } from "../api/types";
import { Inset } from "../components/Inset";
import { WithIcon } from "../components/WithIcon";
import { formatDay } from "../lib/format";

/** Nobody opened the Bescheid in its ten days: it is not provided here any more (§ 41 Abs. 2a VwVfG). */
export function ExpiredBescheid({ bescheid }: { bescheid?: Bescheid }) {
  const { t, i18n } = useTranslation();
  const replaced = bescheid?.spaeter?.art === "ersetzen" ? bescheid.spaeter.am : undefined;
  return (
    <Inset>
      <WithIcon icon="uhr">
        <span>
          {replaced
            ? t("bescheid.spaeter.ersetzen", { datum: formatDay(replaced, i18n.language) })
            : t("fehler.grund.retrieval_expired")}
        </span>
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

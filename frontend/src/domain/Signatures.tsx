import { useTranslation } from "react-i18next";
import type { Dokument } from "../api/types.ts";
import { Tag } from "../components/Tag.tsx";
import { formatMoment } from "../lib/date.ts";
import styles from "./Signatures.module.css";

const COLOUR = { gueltig: "green", unbestaetigt: "amber", ungueltig: "red", ungeprueft: "grey" } as const;

type Signature = Dokument["signaturen"][number];

function Details({ s }: { s: Signature }) {
  const { t, i18n } = useTranslation();
  const parts = [
    s.grund && t(`signatur.grund.${s.grund}`),
    s.niveau && t(`signatur.niveau.${s.niveau}`),
    s.am && t("signatur.am", { zeit: formatMoment(s.am, i18n.language) }),
    s.stempel && t("signatur.stempel", { zeit: formatMoment(s.stempel, i18n.language) }),
    s.aussteller && t("signatur.aussteller", { name: s.aussteller }),
    s.serie && t("signatur.serie", { nummer: s.serie }),
  ];
  return <span className={styles.details}>{parts.filter(Boolean).join(" · ")}</span>;
}

/** Which electronic signatures a file itself carries: whether they hold, whose they are, on which level. */
export function Signatures({ dokument }: { dokument: Dokument }) {
  const { t } = useTranslation();
  return (
    <>
      {dokument.signaturen?.map((s, i) => (
        <span key={`${i + 1} ${s.serie}`} className={styles.signature}>
          <Tag colour={COLOUR[s.ergebnis]}>
            {t(`signatur.art.${s.art}`)}: {t(`signatur.ergebnis.${s.ergebnis}`)}
          </Tag>{" "}
          {s.von && <span>{s.von}</span>} <Details s={s} />
        </span>
      ))}
    </>
  );
}

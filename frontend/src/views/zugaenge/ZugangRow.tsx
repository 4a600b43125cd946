import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ZugangZeile } from "../../api/types.ts";
import { CardLabel, NameCell } from "../../components/Table.tsx";
import { addDays, formatMoment, today } from "../../lib/date.ts";
import { Ampel } from "./Ampel.tsx";
import styles from "./ZugangRow.module.css";

/** One intake; every figure leads to exactly the deliveries it counts. */
export function ZugangRow({ zugang }: { zugang: ZugangZeile }) {
  const { t, i18n } = useTranslation();
  const { lage } = zugang;
  const woche = addDays(today(), -7);
  const count = (n: number, search: { von?: string; zustand?: "empfangen" }) =>
    n === 0 ? (
      "0"
    ) : (
      <Link to="/poststellenbuch" search={{ zugang: zugang.id, ...search }}>
        {n}
      </Link>
    );
  return (
    <tr>
      <NameCell>
        <Link to="/zugaenge/$id" params={{ id: zugang.id }}>
          {zugang.titel || zugang.name}
        </Link>
        <small>
          {zugang.titel ? `${zugang.name} · ` : ""}
          {t(`zugang.adapterName.${zugang.adapter}`, { defaultValue: zugang.adapter })}
        </small>
      </NameCell>
      <td className={styles.state}>
        <CardLabel as="span">{t("zugang.spalteLage")}: </CardLabel>
        <Ampel lage={lage} />
      </td>
      <td className="num">
        <CardLabel as="span">{t("zugang.spalteLetzte")}: </CardLabel>
        {lage.letzteLieferungAm ? formatMoment(lage.letzteLieferungAm, i18n.language) : t("zugang.nie")}
      </td>
      <td className="num">
        <CardLabel as="span">{t("zugang.spalteHeute")}: </CardLabel>
        {count(lage.heute, { von: today() })}
      </td>
      <td className="num">
        <CardLabel as="span">{t("zugang.spalteWoche")}: </CardLabel>
        {count(lage.siebenTage, { von: woche })}
      </td>
      <td className="num">
        <CardLabel as="span">{t("zugang.spalteRueckstand")}: </CardLabel>
        {count(lage.rueckstand, { zustand: "empfangen" })}
      </td>
      <td className="num">
        <CardLabel as="span">{t("zugang.spalteKlaerfaelle")}: </CardLabel>
        {lage.klaerfaelle === 0 ? (
          "0"
        ) : (
          <Link to="/klaerfaelle" search={{ zugang: zugang.id }}>
            {lage.klaerfaelle}
          </Link>
        )}
      </td>
    </tr>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ZugangZeile } from "../../api/types.ts";
import { dayOf, formatMoment, today } from "../../lib/date.ts";
import { Ampel } from "./Ampel.tsx";

/** One intake; every figure leads to exactly the deliveries it counts. */
export function ZugangRow({ zugang }: { zugang: ZugangZeile }) {
  const { t, i18n } = useTranslation();
  const { lage } = zugang;
  const woche = dayOf(new Date(Date.now() - 7 * 86_400_000));
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
      <th scope="row" className="c-antragsteller">
        <Link to="/zugaenge/$id" params={{ id: zugang.id }}>
          {zugang.titel || zugang.name}
        </Link>
        <small>
          {zugang.titel ? `${zugang.name} · ` : ""}
          {t(`zugang.adapterName.${zugang.adapter}`, { defaultValue: zugang.adapter })}
        </small>
      </th>
      <td>
        <span className="card-label">{t("zugang.spalteLage")}: </span>
        <Ampel lage={lage} />
      </td>
      <td className="num">
        <span className="card-label">{t("zugang.spalteLetzte")}: </span>
        {lage.letzteLieferungAm ? formatMoment(lage.letzteLieferungAm, i18n.language) : t("zugang.nie")}
      </td>
      <td className="num">
        <span className="card-label">{t("zugang.spalteHeute")}: </span>
        {count(lage.heute, { von: today() })}
      </td>
      <td className="num">
        <span className="card-label">{t("zugang.spalteWoche")}: </span>
        {count(lage.siebenTage, { von: woche })}
      </td>
      <td className="num">
        <span className="card-label">{t("zugang.spalteRueckstand")}: </span>
        {count(lage.rueckstand, { zustand: "empfangen" })}
      </td>
      <td className="num">
        <span className="card-label">{t("zugang.spalteKlaerfaelle")}: </span>
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

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Klaerfall } from "../../api/types.ts";
import { formatMoment } from "../../lib/date.ts";
import { fileSize } from "../../lib/number.ts";

const COLOURS = { offen: "amber", erledigt: "grey", verworfen: "grey" } as const;

export function KlaerfallRow({ fall: k }: { fall: Klaerfall }) {
  const { t, i18n } = useTranslation();
  return (
    <tr>
      <th scope="row" className="c-antragsteller">
        <Link to="/klaerfaelle/$id" params={{ id: k.id }}>
          {t(`klaerfallGrund.${k.grund}`, { defaultValue: k.detail || k.grund || k.referenz })}
        </Link>
        <small>
          <span className="mono">{k.referenz}</span> {k.kennung || (k.konfliktMit ?? "")}
        </small>
      </th>
      <td>
        {k.zugang}
        <small>{k.formular || k.adapter}</small>
      </td>
      <td className="num">
        {formatMoment(k.eingangAm, i18n.language)}
        {k.ueberfaellig && <small className="danger">{t("klaerfallAkt.ueberfaellig")}</small>}
      </td>
      <td className="num">{fileSize(k.groesse, i18n.language)}</td>
      <td className="num">{k.versuche}</td>
      <td>
        <span className={`tag ${COLOURS[k.zustand]}`}>
          {k.zustand === "verworfen" ? t("klaerfallAkt.verworfen") : t(`klaerfall.${k.zustand}`)}
        </span>
        {k.zustand === "offen" && k.verwerfung && <small>{t("klaerfallAkt.zweite")}</small>}
      </td>
    </tr>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Klaerfall } from "../../api/types.ts";
import { CardLabel, NameCell } from "../../components/Table.tsx";
import { Tag } from "../../components/Tag.tsx";
import { formatMoment } from "../../lib/date.ts";
import { fileSize } from "../../lib/number.ts";

const COLOURS = { offen: "amber", erledigt: "grey", verworfen: "grey" } as const;

export function KlaerfallRow({ fall: k }: { fall: Klaerfall }) {
  const { t, i18n } = useTranslation();
  const label = (name: string) => <CardLabel as="span">{t(`klaerfall.${name}`)}: </CardLabel>;
  return (
    <tr>
      <NameCell>
        <Link to="/klaerfaelle/$id" params={{ id: k.id }}>
          {t(`klaerfallGrund.${k.grund}`, { defaultValue: k.detail || k.grund || k.referenz })}
        </Link>
        <small>
          <span className="mono">{k.referenz}</span> {k.kennung || (k.konfliktMit ?? "")}
        </small>
      </NameCell>
      <td>
        {label("zugang")}
        {k.zugang}
        <small>{k.formular || t(`zugang.adapterName.${k.adapter}`, { defaultValue: k.adapter })}</small>
      </td>
      <td className="num">
        {label("eingang")}
        {formatMoment(k.eingangAm, i18n.language)}
        {k.ueberfaellig && <small className="danger">{t("klaerfallAkt.ueberfaellig")}</small>}
      </td>
      <td className="num">
        {label("groesse")}
        {fileSize(k.groesse, i18n.language)}
      </td>
      <td className="num">
        {label("versuche")}
        {k.versuche}
      </td>
      <td>
        {label("zustand")}
        <Tag colour={COLOURS[k.zustand]}>
          {k.zustand === "verworfen" ? t("klaerfallAkt.verworfen") : t(`klaerfall.${k.zustand}`)}
        </Tag>
        {k.zustand === "offen" && k.verwerfung && <small>{t("klaerfallAkt.zweite")}</small>}
      </td>
    </tr>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRecht } from "../../api/session.ts";
import type { Bucheintrag } from "../../api/types.ts";
import { CardLabel } from "../../components/Table.tsx";
import { Tag } from "../../components/Tag.tsx";
import { formatDate, formatMoment } from "../../lib/date.ts";
import { fileSize } from "../../lib/number.ts";
import styles from "./BuchRow.module.css";

const COLOURS = {
  empfangen: "blue",
  angenommen: "green",
  doppelt: "grey",
  klaerfall: "amber",
  erledigt: "grey",
  verworfen: "grey",
} as const;

/** One delivery: what came, what the form server was told, what became of it. */
export function BuchRow({ eintrag: e }: { eintrag: Bucheintrag }) {
  const { t, i18n } = useTranslation();
  const mayRead = useRecht("vorgang.lesen");
  const mayClear = useRecht("klaerfall.lesen");
  const label = (name: string) => <CardLabel as="span">{t(`buch.${name}`)}: </CardLabel>;
  const open = e.zustand === "klaerfall" && mayClear;
  return (
    <tr>
      <td className="num">
        {label("zeit")}
        {formatMoment(e.empfangenAm, i18n.language)}
      </td>
      <th scope="row" className="mono">
        {open ? (
          <Link to="/klaerfaelle/$id" params={{ id: e.id }}>
            {e.referenz}
          </Link>
        ) : (
          e.referenz
        )}
        <small title={e.kennung}>{e.kennung}</small>
      </th>
      <td>
        {label("zugang")}
        {e.zugangName}
        <small>{t(`buch.weg.${e.weg}`)}</small>
      </td>
      <td className={styles.result}>
        {label("zustand")}
        <Tag colour={COLOURS[e.zustand]}>{t(`buch.zustandName.${e.zustand}`)}</Tag>
        {e.grund && <small>{t(`klaerfallGrund.${e.grund}`, { defaultValue: e.grund })}</small>}
      </td>
      <td className="num">
        {label("vorgang")}
        {e.vorgangId && mayRead ? (
          <Link to="/vorgaenge/$id" params={{ id: e.vorgangId }}>
            {e.vorgangsnummer}
          </Link>
        ) : (
          e.vorgangsnummer || "–"
        )}
      </td>
      <td>
        {label("formular")}
        {e.formular || "–"}
        {e.version && <small>{e.version}</small>}
      </td>
      <td className="num">
        {label("groesse")}
        {fileSize(e.groesse, i18n.language)}
      </td>
      <td className="num">
        {label("antwort")}
        {e.antwort === 0 ? t("buch.ohneAntwort") : e.antwort}
      </td>
      <td className="mono">
        {label("pruefsumme")}
        <span title={e.sha256}>{e.sha256.slice(0, 12)}</span>
        {e.rohdatenGeloeschtAm && (
          <small>{t("buch.geloescht", { tag: formatDate(e.rohdatenGeloeschtAm, i18n.language) })}</small>
        )}
      </td>
    </tr>
  );
}

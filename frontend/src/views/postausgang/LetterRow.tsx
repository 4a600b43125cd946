import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Postbrief, Postergebnis } from "../../api/types.ts";
import { CardLabel } from "../../components/Table.tsx";
import { Tag } from "../../components/Tag.tsx";
import { daysBetween, formatDateWithDay, formatMoment, today } from "../../lib/date.ts";
import styles from "./LetterRow.module.css";

/** A letter takes days and an answer too: what ends sooner is said. */
const NEAR = 10;

interface Props {
  brief: Postbrief;
  picked: boolean;
  onPick: (on: boolean) => void;
  refused: Postergebnis | undefined;
}

/** Why a letter was not entered, in the words of its own act. */
function Refused({ refused: r }: { refused: Postergebnis }) {
  const { t } = useTranslation();
  const day = r.bestaetigen?.includes("tag");
  return (
    <small className="danger">
      {day ? t("postausgang.amVorgang") : t([`fehler.${r.grund}`, "fehler.internal"])}
      {Object.values(r.felder ?? {}).map((reason) => ` ${t([`fehlerFeld.${reason}`, "fehlerFeld.ungueltig"])}`)}
    </small>
  );
}

function AnswerUntil({ bis }: { bis: string | null }) {
  const { t, i18n } = useTranslation();
  if (!bis) return "–";
  const near = daysBetween(today(), bis) < NEAR;
  return (
    <>
      {formatDateWithDay(bis, i18n.language)}
      {near && (
        <small>
          <Tag colour="red">{t("postausgang.knapp")}</Tag>
        </small>
      )}
    </>
  );
}

/** One letter: for whom, what, until when, and whether it is printed. */
export function LetterRow({ brief: b, picked, onPick, refused }: Props) {
  const { t, i18n } = useTranslation();
  const label = (name: string) => <CardLabel as="span">{t(`postausgang.spalte.${name}`)}: </CardLabel>;
  const what = [t(`nachrichtArt.${b.art}`), b.betreff].filter(Boolean).join(": ");
  const names = (list: string[]) => ({ namen: list.join(", ") });
  return (
    <tr>
      <th scope="row" className={styles.to}>
        <label className={styles.pick}>
          <input
            type="checkbox"
            aria-label={t("postausgang.waehlen", { name: b.name, was: what })}
            checked={picked}
            onChange={(e) => onPick(e.target.checked)}
          />
          <span>
            <strong>{b.name}</strong>
            <small>{b.plzOrt}</small>
          </span>
        </label>
      </th>
      <td className={styles.what}>
        {label("was")}
        <Link
          to={b.art === "bescheid" ? "/vorgaenge/$id/bescheid" : "/vorgaenge/$id/nachrichten"}
          params={{ id: b.vorgang }}
        >
          {what}
        </Link>
        <small>
          {b.vorgangsnummer} · {b.titel}
        </small>
        {b.druckbar.length > 0 && <small>{t("postausgang.mit", names(b.druckbar))}</small>}
        {b.selbst.length > 0 && <small className="mark">{t("postausgang.selbst", names(b.selbst))}</small>}
        {refused && <Refused refused={refused} />}
      </td>
      <td>
        {label("einheit")}
        {b.einheitName}
      </td>
      <td className="num">
        {label("seit")}
        {formatMoment(b.am, i18n.language)}
      </td>
      <td className="num">
        {label("antwortBis")}
        <AnswerUntil bis={b.antwortBis} />
      </td>
      <td>
        {label("gedruckt")}
        {b.gedrucktAm ? formatMoment(b.gedrucktAm, i18n.language) : t("postausgang.nichtGedruckt")}
        {b.gedrucktVon && <small>{t("postausgang.von", { name: b.gedrucktVon })}</small>}
      </td>
    </tr>
  );
}

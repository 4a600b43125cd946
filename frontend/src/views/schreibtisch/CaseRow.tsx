import { Link } from "@tanstack/react-router";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { VorgangZeile } from "../../api/types.ts";
import { Avatar } from "../../components/Avatar.tsx";
import { CardLabel, NameCell } from "../../components/Table.tsx";
import type { CalmRow } from "../../domain/calm-list.ts";
import { Due } from "../../domain/Due.tsx";
import { NewAnswer } from "../../domain/NewAnswer.tsx";
import { StatusTag } from "../../domain/StatusTag.tsx";
import { cx } from "../../lib/cx.ts";
import { formatDateShort, formatMoment } from "../../lib/date.ts";
import { hitParts } from "../../lib/text.ts";
import styles from "./CaseRow.module.css";

interface Props {
  row: CalmRow;
  selected: boolean;
  picked: boolean;
  onSelect: () => void;
  onPick: (on: boolean) => void;
}

const paneVisible = () => matchMedia("(min-width: 62.5rem)").matches;

function Hit({ treffer }: { treffer: string }) {
  return (
    <small className={styles.hit}>
      {hitParts(treffer).map((part) => (part.hit ? <mark key={part.ab}>{part.text}</mark> : part.text))}
    </small>
  );
}

function WaitsFor({ zeile }: { zeile: VorgangZeile }) {
  const { t } = useTranslation();
  return (
    <>
      <CardLabel>{t("spalte.wartetAuf")}</CardLabel>
      {t(`wartetAuf.${zeile.wartetAuf}`, { defaultValue: zeile.wartetAuf })}
      {zeile.neueAntwort && <NewAnswer as="small">● {t("liste.antwort")}</NewAnswer>}
      {zeile.vorfall && <small className="danger">▲ {t("liste.vorfall")}</small>}
    </>
  );
}

export const CaseRow = memo(
  function CaseRow({ row, selected, picked, onSelect, onPick }: Props) {
    const { t, i18n } = useTranslation();
    const { zeile } = row;
    /** A mouse click reads beside the list; Enter, double click and assistive technology open the case. */
    const click = (e: MouseEvent) => {
      if (e.detail === 1 && !e.ctrlKey && !e.metaKey && !e.shiftKey && paneVisible()) e.preventDefault();
      else e.stopPropagation();
    };
    const look = cx(selected && styles.selected, row.changed && styles.changed, row.gone && styles.gone);
    return (
      <tr className={look || undefined} onClick={onSelect} aria-current={selected || undefined}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: only keeps the click on the box away from the row */}
        <td data-column="pick" onClick={(e) => e.stopPropagation()}>
          <input
            type="checkbox"
            aria-label={t("liste.waehlen", { name: zeile.antragsteller, nummer: zeile.vorgangsnummer })}
            checked={picked}
            onChange={(e) => onPick(e.target.checked)}
          />
        </td>
        <NameCell>
          <Link
            id={`zeile-${zeile.id}`}
            to="/vorgaenge/$id"
            params={{ id: zeile.id }}
            onClick={click}
            onFocus={(e) => {
              if (!selected && paneVisible() && e.target.matches(":focus-visible")) onSelect();
            }}
          >
            {zeile.antragsteller}
          </Link>
          <small>{zeile.verfahrenTitel}</small>
          {zeile.treffer && <Hit treffer={zeile.treffer} />}
        </NameCell>
        <td data-column="nummer" className="num">
          {zeile.vorgangsnummer}
          {zeile.aktenzeichen && <small>{zeile.aktenzeichen}</small>}
        </td>
        <td data-column="status">
          <StatusTag status={zeile.status} />
          {row.changed && <small className="mark">{t("liste.geaendert")}</small>}
          {row.gone && <small className="mark">{t("liste.nichtMehrHier")}</small>}
        </td>
        <td data-column="faellig">
          <Due faelligAm={zeile.faelligAm} faelligGrund={zeile.faelligGrund} faelligText={zeile.faelligText} />
        </td>
        <td data-column="wartetAuf">
          <WaitsFor zeile={zeile} />
        </td>
        <td data-column="zustaendig">
          {zeile.zustaendigName ? (
            <>
              <Avatar name={zeile.zustaendigName} /> <span className={styles.person}>{zeile.zustaendigName}</span>
            </>
          ) : (
            <span className="muted">
              –<span className="vh">{t("liste.niemand")}</span>
            </span>
          )}
        </td>
        <td data-column="eingang" className="num">
          {formatDateShort(zeile.eingangAm, i18n.language)}
        </td>
        <td data-column="letztes">
          {t(`ereignis.${zeile.letztesEreignis}`, { defaultValue: zeile.letztesEreignis })}
          <small>{formatMoment(zeile.letztesEreignisAm, i18n.language)}</small>
        </td>
      </tr>
    );
  },
  (a, b) => a.row === b.row && a.selected === b.selected && a.picked === b.picked && a.onPick === b.onPick,
);

import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../../../api/commands.ts";
import { useBetrachte } from "../../../api/LiveProvider.tsx";
import type { Dokument, Vorgang } from "../../../api/types.ts";
import { Card } from "../../../components/Card.tsx";
import { NameCell, Table, TableScroll } from "../../../components/Table.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { Delivery } from "../../../domain/Delivery.tsx";
import { isAvailable, scanKey } from "../../../domain/DocumentList.tsx";
import { Signatures } from "../../../domain/Signatures.tsx";
import { formatMoment } from "../../../lib/date.ts";
import { fileSize } from "../../../lib/number.ts";
import { UploadBox } from "../UploadBox.tsx";
import { useVorgang } from "../use-vorgang.ts";

const SCAN_COLOUR = { ausstehend: "amber", unbedenklich: "green", befallen: "red", ungeprueft: "grey" } as const;

function Row({ vorgangId, d }: { vorgangId: string; d: Dokument }) {
  const { t, i18n } = useTranslation();
  return (
    <tr>
      <NameCell>
        {isAvailable(d) ? <a href={dokumentUrl(vorgangId, d.id)}>{d.dateiname}</a> : d.dateiname}
        {d.beschreibung && <small>{d.beschreibung}</small>}
        <Signatures dokument={d} />
      </NameCell>
      <td>{t(`dokumentRolle.${d.rolle}`)}</td>
      <td>
        <Tag colour={scanKey(d) === "eigen" ? "grey" : SCAN_COLOUR[d.pruefung]}>{t(`pruefung.${scanKey(d)}`)}</Tag>
      </td>
      <td className="num">{formatMoment(d.hinzugefuegtAm, i18n.language)}</td>
      <td className="num">{fileSize(d.groesse, i18n.language)}</td>
      <td>
        {isAvailable(d) && d.ansehbar && (
          <a href={dokumentUrl(vorgangId, d.id, true)} target="_blank" rel="noopener">
            {t("dokumente.ansehen")}
            <span className="vh"> {d.dateiname}</span>
          </a>
        )}
      </td>
    </tr>
  );
}

/** Where the whole case was handed to, and how that went. */
function HandOvers({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const handed = vorgang.sendungen.filter((s) => !s.nachrichtId);
  if (handed.length === 0) return null;
  return (
    <Card aria-labelledby="uebergaben">
      <h2 id="uebergaben">{t("uebergabe.titel")}</h2>
      {handed.map((s) => (
        <Delivery
          key={s.id}
          vorgang={vorgang}
          sendung={s}
          what={t(`verlaufWert.${s.ziel}`, { defaultValue: s.ziel })}
        />
      ))}
    </Card>
  );
}

export function Dokumente() {
  const vorgang = useVorgang();
  useBetrachte(vorgang.id);
  return (
    <div className="stack">
      <Documents vorgang={vorgang} />
      <HandOvers vorgang={vorgang} />
    </div>
  );
}

function Documents({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="dokumente">
      <h2 id="dokumente">{t("vorgang.tab.dokumente")}</h2>
      {vorgang.dokumente.length === 0 && <p className="muted">{t("dokumente.leer")}</p>}
      {vorgang.dokumente.length > 0 && (
        <TableScroll>
          <Table narrow="plain">
            <thead>
              <tr>
                {["datei", "herkunft", "pruefung", "am", "groesse", "ansehen"].map((name) => (
                  <th key={name} scope="col">
                    {t(`dokumente.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {vorgang.dokumente.map((d) => (
                <Row key={d.id} vorgangId={vorgang.id} d={d} />
              ))}
            </tbody>
          </Table>
        </TableScroll>
      )}
      <UploadBox vorgangId={vorgang.id} hint={t("dokumente.internHinweis")} />
    </Card>
  );
}

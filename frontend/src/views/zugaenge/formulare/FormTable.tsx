import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRecht } from "../../../api/session.ts";
import { type FormularZeile, verfahrenListeQuery, zuordnungUrl } from "../../../api/zuordnung.ts";
import { Button, buttonClass } from "../../../components/Button.tsx";
import { Table, TableScroll } from "../../../components/Table.tsx";
import { tagClass } from "../../../components/Tag.tsx";
import { formatMoment } from "../../../lib/date.ts";
import styles from "./FormTable.module.css";
import { arrange } from "./forms.ts";
import type { BeginMapping } from "./use-begin-mapping.ts";

/** Name of the procedure for what nobody has described. */
const STANDARD = "standard";

interface RowProps {
  row: FormularZeile;
  begin: BeginMapping;
}

function Acts({ row, begin }: RowProps) {
  const { t } = useTranslation();
  const formular = row.titel || row.formular;
  const start = () => begin.ask({ formular: row.formular, version: row.version });
  return (
    <span className="rowflex">
      {row.entwurf ? (
        <Link
          className={buttonClass()}
          to="/zuordnungen/$id"
          params={{ id: row.entwurf }}
          aria-label={t("formulare.weiterVon", { formular })}
        >
          {t("formulare.weiter")}
        </Link>
      ) : (
        <Button
          busy={begin.busy}
          aria-label={t(row.aktiv ? "formulare.neueFassungVon" : "formulare.zuordnenVon", { formular })}
          onClick={start}
        >
          {t(row.aktiv ? "formulare.neueFassung" : "formulare.zuordnen")}
        </Button>
      )}
      {row.aktiv && (
        <a
          className={buttonClass("quiet")}
          href={zuordnungUrl(row.aktiv)}
          download
          aria-label={t("formulare.ausgebenVon", { formular })}
        >
          {t("formulare.ausgeben")}
        </a>
      )}
    </span>
  );
}

function State({ row }: { row: FormularZeile }) {
  const { t } = useTranslation();
  return (
    <>
      {row.aktiv && (
        <Link className={tagClass("green")} to="/zuordnungen/$id" params={{ id: row.aktiv }}>
          {t("formulare.aktiv")}
        </Link>
      )}{" "}
      {row.entwurf && (
        <Link className={tagClass("amber")} to="/zuordnungen/$id" params={{ id: row.entwurf }}>
          {t("formulare.entwurf")}
        </Link>
      )}
      {!row.aktiv && !row.entwurf && (
        <span className="muted">{t(row.verfahren === STANDARD ? "formulare.ohne" : "formulare.vomVerfahren")}</span>
      )}
    </>
  );
}

/** One row for each form and version that came or was mapped. */
export function FormTable({ zugang, rows, begin }: { zugang: string; rows: FormularZeile[]; begin: BeginMapping }) {
  const { t, i18n } = useTranslation();
  const may = useRecht("konfiguration");
  const { data: verfahren = [] } = useQuery(verfahrenListeQuery);
  const columns = ["formular", "version", "lieferungen", "zuletzt", "geht", "zuordnung", ...(may ? ["tun"] : [])];
  return (
    <TableScroll>
      <Table narrow="cards" className={styles.forms}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`formulare.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arrange(rows).map((row) => {
            const standard = row.verfahren === STANDARD;
            const formular = row.titel || row.formular;
            const book: string = `/poststellenbuch?${new URLSearchParams({ zugang, formular: row.formular })}`;
            return (
              <tr key={`${row.formular} ${row.version}`}>
                <th scope="row">
                  {formular}
                  {row.titel && <small className="mono">{row.formular}</small>}
                </th>
                <td data-label={t("formulare.version")}>{row.version || t("formulare.jedeVersion")}</td>
                <td data-label={t("formulare.lieferungen")} className="num">
                  <Link to={book} aria-label={t("formulare.lieferungenVon", { count: row.anzahl, formular })}>
                    {row.anzahl}
                  </Link>
                  {row.geaendert > 0 && (
                    <small className="mark">
                      <span aria-hidden="true">▲ </span>
                      {t("formulare.geaendert", { count: row.geaendert })}
                    </small>
                  )}
                </td>
                <td data-label={t("formulare.zuletzt")} className="num">
                  {row.zuletztAm ? formatMoment(row.zuletztAm, i18n.language) : t("formulare.nie")}
                </td>
                <td data-label={t("formulare.geht")} className={styles.target}>
                  {standard ? (
                    <>
                      <span className="mark">
                        <span aria-hidden="true">▲ </span>
                        {t("formulare.standard")}
                      </span>
                      <small>{t("formulare.standardText")}</small>
                    </>
                  ) : (
                    (verfahren.find((v) => v.name === row.verfahren)?.titel ?? row.verfahren)
                  )}
                </td>
                <td data-label={t("formulare.zuordnung")}>
                  <State row={row} />
                </td>
                {may && (
                  <td className={styles.acts}>
                    <Acts row={row} begin={begin} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableScroll>
  );
}

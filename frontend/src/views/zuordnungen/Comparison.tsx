import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { vergleichQuery } from "../../api/zuordnung.ts";
import { Button } from "../../components/Button.tsx";
import { Details } from "../../components/Details.tsx";
import { noticeClass } from "../../components/Notice.tsx";
import { cx } from "../../lib/cx.ts";
import styles from "./Comparison.module.css";
import { type Change, changes, followAll, movable } from "./comparison.ts";
import { repoint } from "./content.ts";
import type { Bench } from "./use-bench.ts";

function Line({ change, bench }: { change: Change; bench: Bench }) {
  const { t } = useTranslation();
  const { pfad, neuerPfad } = change;
  const word = (typ: string) => (change.art === "typ" ? t(`zuordnung.feldart.${typ}`, { defaultValue: typ }) : typ);
  return (
    <li className={cx(styles.change, change.warning && styles.warn)}>
      <span>
        {change.warning && <span aria-hidden="true">▲ </span>}
        {t(`zuordnung.vergleich.art.${change.art}`, {
          pfad,
          neuerPfad,
          vorher: word(change.vorher),
          nachher: word(change.nachher),
        })}
        {change.warning && (
          <strong>
            {" "}
            – {t("zuordnung.vergleich.betrifft", { ziele: change.reads.map(bench.placeName).join(", ") })}
          </strong>
        )}
      </span>
      {bench.editable && change.warning && change.art === "verschoben" && neuerPfad && (
        <Button
          aria-label={t("zuordnung.vergleich.umstellenVon", { pfad, neuerPfad })}
          onClick={() => {
            bench.change(repoint(bench.inhalt, pfad, neuerPfad));
            bench.say(t("zuordnung.vergleich.umgestellt", { pfad: neuerPfad }));
          }}
        >
          {t("zuordnung.vergleich.umstellen")}
        </Button>
      )}
    </li>
  );
}

/** How the shown form differs from the one the active mapping was made for; what is mapped and affected comes first. */
export function Comparison({ bench }: { bench: Bench }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...vergleichQuery(bench.zuordnung.id, bench.musterId ?? ""),
    enabled: bench.editable && bench.musterId !== undefined,
  });
  if (!data || data.gegenNr === null || data.unterschiede.length === 0) return null;
  const list = changes(data.unterschiede, bench.inhalt);
  const warnings = list.filter((c) => c.warning);
  const rest = list.filter((c) => !c.warning);
  const move = movable(list);
  return (
    <section
      className={cx(noticeClass(warnings.length > 0 ? "warn" : "info"), styles.compare)}
      aria-labelledby="vergleich"
    >
      <p>
        <strong id="vergleich">{t("zuordnung.vergleich.titel", { nr: data.gegenNr })}</strong>
        {warnings.length > 0
          ? t("zuordnung.vergleich.warnungen", { count: warnings.length })
          : t("zuordnung.vergleich.harmlos")}
      </p>
      <ul className={styles.changes}>
        {warnings.map((c) => (
          <Line key={`${c.art}-${c.pfad}`} change={c} bench={bench} />
        ))}
      </ul>
      {bench.editable && move.length > 1 && (
        <div className="actions">
          <Button onClick={() => bench.change(followAll(bench.inhalt, list))}>
            {t("zuordnung.vergleich.alleUmstellen", { count: move.length })}
          </Button>
        </div>
      )}
      {rest.length > 0 && (
        <Details summary={t("zuordnung.vergleich.liste", { count: rest.length })}>
          <ul className={styles.changes}>
            {rest.map((c) => (
              <Line key={`${c.art}-${c.pfad}`} change={c} bench={bench} />
            ))}
          </ul>
        </Details>
      )}
    </section>
  );
}

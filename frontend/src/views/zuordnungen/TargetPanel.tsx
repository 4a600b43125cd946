import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { flatten } from "./content-diff.ts";
import { Destination } from "./Destination.tsx";
import { EntryList } from "./EntryList.tsx";
import { TargetRow } from "./TargetRow.tsx";
import { applicantTargets, dataTargets, type Target } from "./targets.ts";
import type { Bench } from "./use-bench.ts";

function Group({
  name,
  targets,
  bench,
  empty,
}: {
  name: "antragsteller" | "angaben";
  targets: Target[];
  bench: Bench;
  empty?: string;
}) {
  const { t } = useTranslation();
  const filled = flatten(bench.inhalt);
  const count = targets.filter((target) => filled[target.stelle]).length;
  return (
    <section className="targets" aria-labelledby={`ziele-${name}`}>
      <h3 id={`ziele-${name}`}>
        {t(`zuordnung.ziel.${name}`)}
        {targets.length > 0 && (
          <span className="muted num"> {t("zuordnung.ziel.anzahl", { da: count, alle: targets.length })}</span>
        )}
      </h3>
      {targets.map((target) => (
        <TargetRow key={target.stelle} target={target} bench={bench} />
      ))}
      {targets.length === 0 && <p className="muted">{empty}</p>}
    </section>
  );
}

/** Everything a mapping can fill: where the application goes, who applies, what the procedure needs. */
export function TargetPanel({ bench, onWait }: { bench: Bench; onWait: () => void }) {
  const { t } = useTranslation();
  const { picked } = bench;
  const sure = [...bench.suggestions.values()].filter((v) => v.sicher).length;
  return (
    <section className="bench-panel" aria-labelledby="bereich-ziele">
      <div className="bench-panel-head">
        <h2 id="bereich-ziele">{t("zuordnung.bereich.ziele")}</h2>
        {sure > 0 && <Button onClick={bench.acceptSure}>{t("zuordnung.vorschlag.alle", { count: sure })}</Button>}
        {bench.taken > 0 && (
          <span className="rowflex">
            {t("zuordnung.vorschlag.uebernommen", { count: bench.taken })}
            <Button onClick={bench.undoTaken}>{t("allgemein.rueckgaengig")}</Button>
          </span>
        )}
      </div>
      {picked && (
        <p className="bench-hint on">
          {t("zuordnung.ziel.hierher", { feld: picked.label })}
          <button type="button" className="linkbtn" onClick={bench.clear}>
            {t("zuordnung.ziel.abbrechen")}
          </button>
        </p>
      )}
      <div className={picked ? "bench-scroll picking" : "bench-scroll"} tabIndex={bench.editable ? undefined : 0}>
        <Destination bench={bench} />
        <Group
          name="angaben"
          targets={dataTargets(bench.inhalt, bench.verfahren)}
          bench={bench}
          empty={t(bench.verfahren ? "zuordnung.ziel.angabenLeer" : "zuordnung.ziel.angabenOhneVerfahren")}
        />
        <Group name="antragsteller" targets={applicantTargets(bench.inhalt)} bench={bench} />
        {(["unterlagen", "labels", "typen"] as const).map((list) => (
          <EntryList key={list} list={list} bench={bench} onWait={onWait} />
        ))}
      </div>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import { Button, buttonClass } from "../../components/Button.tsx";
import { flatten } from "./content-diff.ts";
import { Destination } from "./Destination.tsx";
import { EntryList } from "./EntryList.tsx";
import { Panel, PanelHead, PanelHint, PanelScroll } from "./Panel.tsx";
import { TargetGroup } from "./Target.tsx";
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
    <TargetGroup labelledBy={`ziele-${name}`}>
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
    </TargetGroup>
  );
}

/** Everything a mapping can fill: where the application goes, who applies, what the procedure needs. */
export function TargetPanel({ bench, onWait }: { bench: Bench; onWait: () => void }) {
  const { t } = useTranslation();
  const { picked } = bench;
  const sure = [...bench.suggestions.values()].filter((v) => v.sicher).length;
  return (
    <Panel aria-labelledby="bereich-ziele">
      <PanelHead>
        <h2 id="bereich-ziele">{t("zuordnung.bereich.ziele")}</h2>
        {sure > 0 && <Button onClick={bench.acceptSure}>{t("zuordnung.vorschlag.alle", { count: sure })}</Button>}
        {bench.taken > 0 && (
          <span className="rowflex">
            {t("zuordnung.vorschlag.uebernommen", { count: bench.taken })}
            <Button onClick={bench.undoTaken}>{t("allgemein.rueckgaengig")}</Button>
          </span>
        )}
      </PanelHead>
      {picked && (
        <PanelHint on>
          {t("zuordnung.ziel.hierher", { feld: picked.label })}
          <button type="button" className={buttonClass("link")} onClick={bench.clear}>
            {t("zuordnung.ziel.abbrechen")}
          </button>
        </PanelHint>
      )}
      <PanelScroll as="div" data-picking={picked ? "" : undefined} tabIndex={bench.editable ? undefined : 0}>
        <Destination bench={bench} />
        <Group
          name="angaben"
          targets={dataTargets(bench.inhalt, bench.verfahren)}
          bench={bench}
          empty={t(bench.verfahren ? "zuordnung.ziel.angabenLeer" : "zuordnung.ziel.angabenOhneVerfahren")}
        />
        <Group name="antragsteller" targets={applicantTargets(bench.inhalt)} bench={bench} />
        {(["unterlagen", "labels", "typen", "werte"] as const).map((list) => (
          <EntryList key={list} list={list} bench={bench} onWait={onWait} />
        ))}
      </PanelScroll>
    </Panel>
  );
}

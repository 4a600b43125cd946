import { useState } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../components/Button.tsx";
import { Combobox } from "../../components/Combobox.tsx";
import { cx } from "../../lib/cx.ts";
import { setPlace, valueAt } from "./content.ts";
import { ObjectionNote, objectionAt } from "./ObjectionNote.tsx";
import { targetClass } from "./Target.tsx";
import { isDelivered, type Target } from "./targets.ts";
import { type Bench, placeId } from "./use-bench.ts";

interface Props {
  target: Target;
  bench: Bench;
}

function Suggestion({ target, bench, onOther }: Props & { onOther: () => void }) {
  const { t } = useTranslation();
  const v = bench.suggestions.get(target.stelle);
  if (!v) return null;
  const ziel = bench.placeName(target.stelle);
  const grund = t(`zuordnung.vorschlag.grund.${v.grund}`);
  return (
    <div className={targetClass.value}>
      <button
        type="button"
        className={cx(targetClass.ghost, !v.sicher && targetClass.unsure)}
        aria-label={t("zuordnung.vorschlag.uebernehmen", { feld: v.pfad, ziel, grund })}
        onClick={() => bench.acceptOne(target.stelle)}
      >
        <code>{v.pfad}</code>
        <small>
          {grund}
          {!v.sicher && `, ${t("zuordnung.vorschlag.unsicher")}`}
        </small>
        <span aria-hidden="true">✓</span>
      </button>
      <button
        type="button"
        className={buttonClass("icon")}
        aria-label={t("zuordnung.ziel.anderes", { ziel })}
        onClick={onOther}
      >
        ✎
      </button>
    </div>
  );
}

/** One place to fill: its name chooses it for a click in the tree, the line beside takes a path by typing. */
export function TargetRow({ target, bench }: Props) {
  const { t } = useTranslation();
  const [typing, setTyping] = useState(false);
  const { stelle } = target;
  const name = bench.placeName(stelle);
  const shown = target.label ?? t(`zuordnung.ziel.feld.${target.name}`, { defaultValue: target.name });
  const pfad = valueAt(bench.inhalt, stelle);
  const active = bench.target === stelle;
  const suggested = bench.suggestions.has(stelle) && !typing;
  const against = objectionAt(target, bench);
  const delivered = !pfad && !bench.running && isDelivered(target, bench.run.data?.antragsteller);
  if (!bench.editable)
    return (
      <div className={targetClass.line}>
        <span className={targetClass.name}>{shown}</span>
        {pfad ? <code className="wrap">{pfad}</code> : <span className="muted">{t("zuordnung.ziel.keine")}</span>}
        <ObjectionNote target={target} bench={bench} />
      </div>
    );
  return (
    <div className={cx(targetClass.line, active && targetClass.active)}>
      <button
        type="button"
        id={suggested ? placeId(stelle) : undefined}
        className={targetClass.name}
        aria-label={name}
        aria-pressed={active}
        onClick={() => bench.chooseTarget(stelle)}
      >
        {shown}
        {target.typ !== "text" && (
          <small className="muted"> {t(`zuordnung.feldart.${target.typ}`, { defaultValue: target.typ })}</small>
        )}
      </button>
      {suggested ? (
        <Suggestion
          target={target}
          bench={bench}
          onOther={() => {
            setTyping(true);
            requestAnimationFrame(() => document.getElementById(placeId(stelle))?.focus());
          }}
        />
      ) : (
        <div className={targetClass.value}>
          <Combobox
            id={placeId(stelle)}
            label={t("zuordnung.ziel.feldFuer", { ziel: name })}
            labelHidden
            mono
            free
            value={pfad}
            options={bench.fieldOptions}
            placeholder={t(delivered ? "zuordnung.ziel.mitgeliefert" : "zuordnung.ziel.waehlen")}
            invalid={against !== null && against !== "unsicher"}
            describedBy={against ? `einwand-${stelle}` : undefined}
            onChange={(wert) => bench.change(setPlace(bench.inhalt, stelle, wert))}
          />
          {pfad && (
            <button
              type="button"
              className={buttonClass("icon")}
              aria-label={t("zuordnung.ziel.leeren", { ziel: name })}
              onClick={() => bench.removeAt(stelle)}
            >
              ✕
            </button>
          )}
        </div>
      )}
      <ObjectionNote target={target} bench={bench} />
    </div>
  );
}

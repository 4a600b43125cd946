import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Autocomplete } from "../../components/Autocomplete.tsx";
import { covers } from "../../domain/field-path.ts";
import { setPlace, valueAt } from "./content.ts";
import { allNodes } from "./field-tree.ts";
import { objection, type Target } from "./targets.ts";
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
    <div className="suggestion">
      <button
        type="button"
        className={v.sicher ? "ghost" : "ghost unsure"}
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
        className="btn quiet icon"
        aria-label={t("zuordnung.ziel.anderes", { ziel })}
        onClick={onOther}
      >
        ✎
      </button>
    </div>
  );
}

function Objection({ target, bench }: Props) {
  const { t } = useTranslation();
  const pfad = valueAt(bench.inhalt, target.stelle);
  const kind = target.known ? objection(target, pfad, bench.tree) : pfad && "unbekannt";
  if (!kind) return null;
  const node = allNodes(bench.tree).find((n) => covers(pfad, n.pfad));
  const word = (typ: string) => t(`zuordnung.feldart.${typ}`, { defaultValue: typ });
  const text =
    kind === "unbekannt"
      ? t("zuordnung.ziel.unbekannt")
      : t(`zuordnung.ziel.einwand.${kind}`, { von: word(node?.typ ?? ""), nach: word(target.typ) });
  return (
    <p className={kind === "unsicher" ? "objection" : "objection bad"} id={`einwand-${target.stelle}`}>
      <span aria-hidden="true">▲ </span>
      {text}
    </p>
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
  const against = objection(target, pfad, bench.tree);
  const objected = pfad !== "" && (!target.known || against !== null);
  if (!bench.editable)
    return (
      <div className="target">
        <span className="target-name">{shown}</span>
        {pfad ? <code className="wrap">{pfad}</code> : <span className="muted">{t("zuordnung.ziel.keine")}</span>}
        <Objection target={target} bench={bench} />
      </div>
    );
  return (
    <div className={active ? "target active" : "target"}>
      <button
        type="button"
        id={suggested ? placeId(stelle) : undefined}
        className="target-name"
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
        <div className="target-value">
          <Autocomplete
            id={placeId(stelle)}
            label={t("zuordnung.ziel.feldFuer", { ziel: name })}
            labelHidden
            mono
            free
            value={pfad}
            options={bench.fieldOptions}
            placeholder={t("zuordnung.ziel.waehlen")}
            invalid={objected && against !== "unsicher"}
            describedBy={objected ? `einwand-${stelle}` : undefined}
            onChange={(wert) => bench.change(setPlace(bench.inhalt, stelle, wert))}
          />
          {pfad && (
            <button
              type="button"
              className="btn quiet icon"
              aria-label={t("zuordnung.ziel.leeren", { ziel: name })}
              onClick={() => bench.removeAt(stelle)}
            >
              ✕
            </button>
          )}
        </div>
      )}
      <Objection target={target} bench={bench} />
    </div>
  );
}

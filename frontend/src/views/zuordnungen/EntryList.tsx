import type { FocusEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Combobox } from "../../components/Combobox.tsx";
import { fieldClass } from "../../components/fields.tsx";
import { cx } from "../../lib/cx.ts";
import { type List, setPlace, valueAt } from "./content.ts";
import { TargetGroup, targetClass } from "./Target.tsx";
import { FIELD_TYPES } from "./targets.ts";
import { type Bench, placeId } from "./use-bench.ts";

interface Props {
  list: List;
  bench: Bench;
  onWait: () => void;
}

type Entry = [pfad: string, wert: string];

function entriesOf(list: List, bench: Bench): Entry[] {
  if (list === "unterlagen") return (bench.inhalt.unterlagen ?? []).map((u) => [u.feld, u.titel]);
  return Object.keys(bench.inhalt[list] ?? {}).map((pfad) => [pfad, valueAt(bench.inhalt, `${list}.${pfad}`)]);
}

const NAMES = { labels: "bezeichnungVon", typen: "artVon", werte: "woerterVon", unterlagen: "titelVon" } as const;

function Editor({ list, entry, bench }: { list: List; entry: Entry; bench: Bench }) {
  const { t } = useTranslation();
  const [pfad, wert] = entry;
  const stelle = `${list}.${pfad}`;
  const name = t(`zuordnung.ziel.${NAMES[list]}`, { feld: pfad });
  const set = (text: string) => bench.change(setPlace(bench.inhalt, stelle, text));
  if (!bench.editable)
    return (
      <span className="pre">{list === "typen" ? t(`zuordnung.feldart.${wert}`, { defaultValue: wert }) : wert}</span>
    );
  if (list === "typen")
    return (
      <select
        id={placeId(stelle)}
        className={fieldClass.input}
        aria-label={name}
        value={wert}
        onChange={(e) => set(e.target.value)}
      >
        {FIELD_TYPES.map((typ) => (
          <option key={typ} value={typ}>
            {t(`zuordnung.feldart.${typ}`)}
          </option>
        ))}
      </select>
    );
  if (list === "unterlagen")
    return (
      <Combobox
        id={placeId(stelle)}
        label={name}
        labelHidden
        free
        value={wert}
        options={(bench.verfahren?.unterlagen ?? []).map((u) => ({ value: u.titel, label: u.titel }))}
        onChange={(text) => text && set(text)}
      />
    );
  const typing = {
    id: placeId(stelle),
    className: fieldClass.input,
    "aria-label": name,
    defaultValue: wert,
    onBlur: (e: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const text = e.target.value.trim();
      if (text === "") e.target.value = wert;
      else if (text !== wert) set(text);
    },
  };
  if (list === "werte") return <textarea key={wert} {...typing} rows={Math.min(wert.split("\n").length + 1, 8)} />;
  return <input key={wert} {...typing} onKeyDown={(e) => e.key === "Enter" && e.currentTarget.blur()} />;
}

/** Fields that are given a label, a kind, or are a required document. The button waits for a click on a field. */
export function EntryList({ list, bench, onWait }: Props) {
  const { t } = useTranslation();
  const entries = entriesOf(list, bench);
  const suggested = [...bench.suggestions.keys()].filter((stelle) => stelle.startsWith(`${list}.`));
  const waiting = bench.target === list;
  return (
    <TargetGroup labelledBy={`ziele-${list}`}>
      <h3 id={`ziele-${list}`}>
        {t(`zuordnung.ziel.${list}`)} {entries.length > 0 && <span className="muted num">{entries.length}</span>}
      </h3>
      <p className="muted small">{t(`zuordnung.ziel.${list}Text`)}</p>
      {entries.map((entry) => (
        <div key={entry[0]} className={targetClass.line}>
          <code className={targetClass.name}>{entry[0]}</code>
          <div className={targetClass.value}>
            <Editor list={list} entry={entry} bench={bench} />
            {bench.editable && (
              <button
                type="button"
                className={buttonClass("icon")}
                aria-label={t("zuordnung.ziel.entfernenVon", { feld: entry[0] })}
                onClick={() => bench.removeAt(`${list}.${entry[0]}`)}
              >
                ✕
              </button>
            )}
          </div>
        </div>
      ))}
      {suggested.map((stelle) => {
        const pfad = stelle.slice(list.length + 1);
        return (
          <button
            key={stelle}
            type="button"
            className={targetClass.ghost}
            aria-label={t("zuordnung.vorschlag.uebernehmen", {
              feld: pfad,
              ziel: bench.placeName(list),
              grund: t(`zuordnung.vorschlag.grund.${bench.suggestions.get(stelle)?.grund}`),
            })}
            onClick={() => bench.acceptOne(stelle)}
          >
            <code>{pfad}</code>
            <span aria-hidden="true">✓</span>
          </button>
        );
      })}
      {bench.editable && (
        <div className={cx(targetClass.line, waiting ? targetClass.active : targetClass.add)}>
          <Button
            kind="quiet"
            id={placeId(list)}
            aria-pressed={waiting}
            onClick={() => {
              bench.chooseTarget(list);
              if (!waiting && !bench.picked) onWait();
            }}
          >
            + {t(`zuordnung.ziel.hinzu.${list}`)}
          </Button>
        </div>
      )}
    </TargetGroup>
  );
}

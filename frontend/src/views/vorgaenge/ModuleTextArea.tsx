import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Baustein } from "../../api/types.ts";
import { buttonClass } from "../../components/Button.tsx";
import { moved } from "../../components/choice.ts";
import { fieldClass } from "../../components/fields.tsx";
import { Menu } from "../../components/Menu.tsx";
import { OptionList, optionId } from "../../components/OptionList.tsx";
import { Popover } from "../../components/Popover.tsx";
import { fillPlaceholders, openPlaceholders, shorthandBefore, type Values } from "../../domain/placeholders.ts";
import { folded } from "../../lib/text.ts";
import styles from "./ModuleTextArea.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  modules: Baustein[];
  values: Values;
  rows?: number;
  error?: string;
}

/** A text with modules: by `::kürzel` while typing or from the list; placeholders are filled on insertion. */
export function ModuleTextArea({ label, value, onChange, modules, values, rows = 12, error }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const placeAt = useRef<number | null>(null);
  // The new text is in the field: the caret goes behind what was inserted, before the next key arrives.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the text changes
  useLayoutEffect(() => {
    if (placeAt.current === null) return;
    area.current?.setSelectionRange(placeAt.current, placeAt.current);
    placeAt.current = null;
  }, [value]);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const shorthand = shorthandBefore(value, caret);
  const word = folded(shorthand?.word ?? "");
  const hits = shorthand
    ? modules.filter((m) => folded(m.kennung).includes(word) || folded(m.titel).includes(word)).slice(0, 8)
    : [];
  const open = openPlaceholders(fillPlaceholders(value, values));

  const insert = (module: Baustein) => {
    const element = area.current;
    const end = shorthand ? caret : (element?.selectionEnd ?? value.length);
    const from = shorthand ? shorthand.from : end;
    const text = fillPlaceholders(module.text, values);
    onChange(value.slice(0, from) + text + value.slice(end));
    const at = from + text.length;
    setCaret(at);
    setActive(0);
    placeAt.current = at;
    element?.focus();
  };
  const keys = (e: KeyboardEvent) => {
    if (hits.length === 0) return;
    const hit = hits[active] ?? hits[0];
    const next = e.key.startsWith("Arrow") ? moved(e.key, active, hits.length) : null;
    if (next !== null) setActive(next);
    else if ((e.key === "Enter" || e.key === "Tab") && hit) insert(hit);
    else if (e.key === "Escape") setCaret(0);
    else return;
    e.preventDefault();
  };
  const described = `${id}-hint${error ? ` ${id}-error` : ""}`;
  return (
    <div className={fieldClass.frame}>
      <div className="rowflex">
        <label htmlFor={id}>{label}</label>
        <span className="push">
          <Popover end className={buttonClass("quiet")} label={t("bausteine.einfuegen")}>
            {(close) => (
              <Menu wide>
                {modules.length === 0 && <li className="muted">{t("bausteine.keine")}</li>}
                {modules.map((m) => (
                  <li key={m.kennung}>
                    <button
                      type="button"
                      onClick={() => {
                        close();
                        insert(m);
                      }}
                    >
                      {m.titel} <small className="muted">::{m.kennung}</small>
                    </button>
                  </li>
                ))}
              </Menu>
            )}
          </Popover>
        </span>
      </div>
      <textarea
        id={id}
        ref={area}
        className={fieldClass.input}
        rows={rows}
        maxLength={50_000}
        value={value}
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
        aria-autocomplete="list"
        aria-controls={hits.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={hits.length > 0 ? optionId(`${id}-list`, active) : undefined}
        onChange={(e) => {
          onChange(e.target.value);
          setCaret(e.target.selectionStart);
          setActive(0);
        }}
        onSelect={(e) => setCaret(e.currentTarget.selectionStart)}
        onKeyDown={keys}
      />
      {hits.length > 0 && (
        <OptionList
          id={`${id}-list`}
          label={t("bausteine.vorschlaege")}
          options={hits.map((m) => ({ value: m.kennung, label: `::${m.kennung}`, remark: m.titel }))}
          active={active}
          className={styles.hits}
          onTake={({ value: kennung }) => {
            const module = hits.find((m) => m.kennung === kennung);
            if (module) insert(module);
          }}
        />
      )}
      <span className="vh" role="status">
        {hits.length > 0 && t("auswahl.treffer", { count: hits.length })}
      </span>
      <small className={fieldClass.hint} id={`${id}-hint`}>
        {t("bausteine.hinweis")}
      </small>
      {open.length > 0 && (
        <span className={fieldClass.error} role="status">
          {t("bausteine.offen", { count: open.length, namen: open.map((name) => `{{${name}}}`).join(", ") })}
        </span>
      )}
      {error && (
        <span className={fieldClass.error} id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

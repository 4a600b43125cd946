import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../lib/cx.ts";
import styles from "./Combobox.module.css";
import type { Option } from "./choice.ts";
import { fieldClass } from "./fields.tsx";
import { OptionList, optionId } from "./OptionList.tsx";
import { SHOWN, useCombobox } from "./use-combobox.ts";

interface Props {
  label: string;
  /** The label is read but not seen: a table or a row names the field already. */
  labelHidden?: boolean;
  id?: string;
  /** Empty = nothing is chosen. */
  value: string;
  options: Option[];
  placeholder?: string;
  /** Also takes a text that is no option. */
  free?: boolean;
  /** The list stands below the line all the time, where it is to be read as much as chosen from. */
  listed?: boolean;
  mono?: boolean;
  invalid?: boolean;
  describedBy?: string;
  /** The value of the option; empty where the line was emptied. */
  onChange: (wert: string) => void;
}

/**
 * The one field to choose in by typing, after the ARIA combobox pattern. Typing narrows the list, arrows, Home and End
 * move in it, Enter takes; Escape folds the list, and once more takes back what was typed.
 */
export function Combobox(props: Props) {
  const { label, labelHidden, value, options, free = false, listed = false, mono } = props;
  const { t } = useTranslation();
  const own = useId();
  const id = props.id ?? own;
  const box = useCombobox({ value, options, free, listed, onChange: props.onChange });
  const { list, count, open, active } = box;
  const popup = useRef<HTMLDivElement>(null);
  // Near the lower edge, or beside an enlarged page, the list would lie outside.
  useEffect(() => {
    if (open && !listed) popup.current?.scrollIntoView?.({ block: "nearest" });
  }, [open, listed]);

  const more = count > SHOWN ? t("auswahl.weitere", { count: count - SHOWN }) : "";
  const none = t(free && box.text?.trim() ? "auswahl.freierText" : "auswahl.nichts");
  const said = count > 0 ? `${t("auswahl.treffer", { count })}${more && `. ${more}`}` : none;
  const note = count > 0 ? more : none;
  return (
    <div className={cx(fieldClass.frame, styles.combobox)}>
      <label htmlFor={id} className={labelHidden ? "vh" : undefined}>
        {label}
      </label>
      <input
        id={id}
        className={cx(fieldClass.input, mono && styles.mono)}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        aria-autocomplete="list"
        aria-expanded={open && count > 0}
        aria-controls={open && count > 0 ? `${id}-list` : undefined}
        aria-activedescendant={active >= 0 ? optionId(`${id}-list`, active) : undefined}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.describedBy}
        value={box.text ?? options.find((o) => o.value === value)?.label ?? value}
        onClick={box.unfold}
        onBlur={box.leave}
        onKeyDown={box.onKeyDown}
        onChange={(e) => box.type(e.target.value)}
      />
      {open && (
        <div ref={popup} className={cx(listed ? styles.listed : styles.popup, mono && styles.mono)}>
          {count > 0 && (
            <OptionList
              id={`${id}-list`}
              label={label}
              options={list}
              active={active}
              chosen={value}
              className={styles.list}
              onTake={(o) => box.take(o.value)}
            />
          )}
          {note && <p className={cx("muted", styles.note)}>{note}</p>}
        </div>
      )}
      <span className="vh" role="status">
        {(listed ? box.text !== null : open) && said}
      </span>
    </div>
  );
}

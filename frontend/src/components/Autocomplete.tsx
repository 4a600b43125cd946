import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { folded } from "../lib/text.ts";
import type { ComboboxOption } from "./Combobox.tsx";

const SHOWN = 60;

interface Props {
  label: string;
  /** The label is read but not seen: a table or a row names the field already. */
  labelHidden?: boolean;
  id?: string;
  value: string;
  options: ComboboxOption[];
  placeholder?: string;
  /** Also takes a text that is no option. */
  free?: boolean;
  mono?: boolean;
  invalid?: boolean;
  describedBy?: string;
  onChange: (wert: string) => void;
  onFocus?: () => void;
}

/** One line that unfolds matching options while typing, after the ARIA combobox pattern. An empty line removes the value. */
export function Autocomplete(props: Props) {
  const { label, labelHidden, value, options, placeholder, free, mono, invalid, describedBy, onChange, onFocus } =
    props;
  const { t } = useTranslation();
  const own = useId();
  const id = props.id ?? own;
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);

  const chosen = options.find((o) => o.value === value);
  const shown = text ?? chosen?.label ?? value;
  const wanted = folded((text ?? "").trim());
  const found = options.filter((o) => [o.label, o.value, o.detail ?? ""].some((s) => folded(s).includes(wanted)));
  const list = found.slice(0, SHOWN);

  const close = () => {
    setOpen(false);
    setAt(-1);
  };
  const choose = (wert: string) => {
    close();
    setText(null);
    if (wert !== value) onChange(wert);
  };
  const leave = () => {
    const typed = text?.trim();
    const exact = options.find((o) => typed !== undefined && [o.label, o.value].includes(typed));
    close();
    setText(null);
    if (typed === undefined) return;
    if (typed === "") choose("");
    else if (exact) choose(exact.value);
    else if (free) choose(typed);
  };
  const unfold = (step: number) => {
    setOpen(true);
    setAt((now) =>
      list.length === 0 ? -1 : (now + step + (now === -1 && step < 0 ? 1 : 0) + list.length) % list.length,
    );
  };
  const keys = (e: KeyboardEvent) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      unfold(e.key === "ArrowDown" ? 1 : -1);
    } else if (e.key === "Enter" && (open || text !== null)) {
      e.preventDefault();
      const option = list[at] ?? (list.length === 1 && !free && text ? list[0] : undefined);
      if (option) choose(option.value);
      else leave();
    } else if (e.key === "Escape" && (open || text !== null)) {
      e.preventDefault();
      e.stopPropagation();
      close();
      setText(null);
    }
  };
  return (
    <div className="field autocomplete">
      <label htmlFor={id} className={labelHidden ? "vh" : undefined}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        className={mono ? "input mono" : "input"}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        value={shown}
        onFocus={onFocus}
        onClick={() => setOpen(true)}
        onBlur={leave}
        onKeyDown={keys}
        onChange={(e) => {
          setText(e.target.value);
          setOpen(true);
          setAt(-1);
        }}
      />
      {open && (
        <div role="listbox" id={`${id}-list`} aria-label={label} className="popup">
          {list.map((o, nr) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input of the combobox carries the keyboard
            <div
              key={o.value}
              id={`${id}-${nr}`}
              role="option"
              tabIndex={-1}
              aria-selected={nr === at}
              ref={nr === at ? (element) => element?.scrollIntoView?.({ block: "nearest" }) : undefined}
              onPointerDown={(e) => e.preventDefault()}
              onClick={() => choose(o.value)}
            >
              <span>{o.label}</span>
              {o.detail && <small className="muted">{o.detail}</small>}
            </div>
          ))}
          {list.length === 0 && (
            <div role="option" tabIndex={-1} aria-selected="false" aria-disabled="true" className="muted">
              {t(free && wanted ? "auswahl.freierText" : "auswahl.nichts")}
            </div>
          )}
          {found.length > SHOWN && (
            <div role="option" tabIndex={-1} aria-selected="false" aria-disabled="true" className="muted">
              {t("auswahl.weitere", { count: found.length - SHOWN })}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

import { type KeyboardEvent, useId, useState } from "react";
import { folded } from "../lib/text.ts";

export interface ComboboxOption {
  value: string;
  label: string;
  detail?: string;
}

interface Props {
  label: string;
  options: ComboboxOption[];
  value: string | null;
  onChange: (wert: string) => void;
}

/** A search field over a visible list, after the ARIA combobox pattern. */
export function Combobox({ label, options, value, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState("");
  const shown = options.filter((o) => folded(o.label).includes(folded(text)));
  const at = shown.findIndex((o) => o.value === value);
  const keys = (e: KeyboardEvent) => {
    const step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || shown.length === 0) return;
    e.preventDefault();
    const next = shown[(at + step + shown.length) % shown.length];
    if (next) onChange(next.value);
  };
  return (
    <div className="field combobox">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={keys}
      />
      <div role="listbox" id={`${id}-list`} aria-label={label}>
        {shown.map((o, nr) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input of the combobox carries the keyboard
          <div
            key={o.value}
            id={`${id}-${nr}`}
            role="option"
            tabIndex={-1}
            aria-selected={o.value === value}
            onClick={() => onChange(o.value)}
          >
            <span>{o.label}</span>
            {o.detail && <small className="muted">{o.detail}</small>}
          </div>
        ))}
      </div>
    </div>
  );
}

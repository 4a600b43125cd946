import { useEffect, useRef } from "react";
import type { Option } from "./choice.ts";
import styles from "./OptionList.module.css";

interface Props {
  id: string;
  label: string;
  options: Option[];
  /** The option the keyboard is on; -1 = none. */
  active: number;
  /** The value that is chosen now. */
  chosen?: string;
  className?: string;
  onTake: (option: Option) => void;
}

export const optionId = (list: string, nr: number): string => `${list}-${nr}`;

/** The options of a field that keeps the focus and points at one of them (aria-activedescendant). */
export function OptionList({ id, label, options, active, chosen, className, onTake }: Props) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another option is looked at
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView?.({ block: "nearest" });
  }, [active]);
  return (
    // A press on the list leaves the focus where it is.
    <div
      ref={list}
      role="listbox"
      id={id}
      aria-label={label}
      className={className}
      onMouseDown={(e) => e.preventDefault()}
    >
      {options.map((o, nr) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field carries the keyboard
        <div
          key={o.value}
          id={optionId(id, nr)}
          role="option"
          tabIndex={-1}
          className={styles.option}
          data-active={nr === active || undefined}
          aria-selected={o.value === chosen}
          onClick={() => onTake(o)}
        >
          <span>{o.label}</span>
          {(o.detail ?? o.remark) && <small className="muted">{o.detail ?? o.remark}</small>}
        </div>
      ))}
    </div>
  );
}

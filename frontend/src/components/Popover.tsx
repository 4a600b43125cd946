import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cx } from "../lib/cx.ts";
import { buttonClass } from "./Button.tsx";
import styles from "./Popover.module.css";

interface Props {
  label: ReactNode;
  /** Accessible name where the label is only a sign. */
  name?: string;
  className?: string;
  end?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button that unfolds a panel. Escape and a click elsewhere fold it; focus returns to the button. */
export function Popover({ label, name, className = buttonClass(), end, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    panel.current?.querySelector<HTMLElement>("a,button,input,select,textarea")?.focus();
    const outside = (e: Event) => {
      if (e.target instanceof Node && !root.current?.contains(e.target)) setOpen(false);
    };
    const onEscape = (e: KeyboardEvent) => {
      if (e.key !== "Escape") return;
      e.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    addEventListener("pointerdown", outside);
    addEventListener("focusin", outside);
    addEventListener("keydown", onEscape);
    return () => {
      removeEventListener("pointerdown", outside);
      removeEventListener("focusin", outside);
      removeEventListener("keydown", onEscape);
    };
  }, [open]);
  return (
    <div ref={root} className={cx(styles.popover, end && styles.end)}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div ref={panel} className={styles.panel} id={id}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

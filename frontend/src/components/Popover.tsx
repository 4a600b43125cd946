import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { buttonClass } from "./Button.tsx";
import styles from "./Popover.module.css";
import { placeBeside } from "./place.ts";

interface Props {
  label: ReactNode;
  /** Accessible name where the label is only a sign. */
  name?: string;
  className?: string;
  end?: boolean;
  children: (close: () => void) => ReactNode;
}

/**
 * A button that unfolds a panel in the top layer: nothing that scrolls cuts it off. Escape and a click elsewhere fold
 * it; focus returns to the button.
 */
export function Popover({ label, name, className = buttonClass(), end = false, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useLayoutEffect(() => {
    const [box, beside] = [panel.current, button.current];
    if (!open || !box || !beside) return;
    if (box.showPopover && !box.matches(":popover-open")) box.showPopover();
    const place = () => placeBeside(box, beside, end);
    const moved = (e: Event) => {
      if (!(e.target instanceof Node && box.contains(e.target))) place();
    };
    place();
    const grows = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(place);
    for (const content of box.children) grows?.observe(content);
    addEventListener("resize", place);
    addEventListener("scroll", moved, { capture: true, passive: true });
    return () => {
      grows?.disconnect();
      removeEventListener("resize", place);
      removeEventListener("scroll", moved, { capture: true });
    };
  }, [open, end]);
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
    <div ref={root} className={styles.popover}>
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
        <div ref={panel} popover="manual" className={styles.panel} id={id}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

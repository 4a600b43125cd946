import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Button.module.css";

const LOOK = {
  plain: styles.button,
  primary: cx(styles.button, styles.primary),
  quiet: cx(styles.button, styles.quiet),
  icon: cx(styles.button, styles.quiet, styles.icon),
  risk: cx(styles.button, styles.risk),
  "risk primary": cx(styles.button, styles.risk, styles.primary),
  link: styles.link,
};

type Kind = keyof typeof LOOK;

/** How a button looks, for a link that looks like one and for what is no `Button`. */
export const buttonClass = (kind: Kind = "plain") => LOOK[kind];

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  kind?: Kind;
  busy?: boolean;
  children: ReactNode;
}

/** A button that stays focusable while its work runs. */
export function Button({ kind, busy = false, onClick, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(kind)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      onClick={busy ? (e) => e.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}

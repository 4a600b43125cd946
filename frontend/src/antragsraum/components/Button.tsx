import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { cx } from "../lib/cx";
import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon";

const KIND = {
  primary: "kern-btn kern-btn--primary",
  secondary: "kern-btn kern-btn--secondary",
  tertiary: "kern-btn kern-btn--tertiary",
};

interface Look {
  kind?: keyof typeof KIND;
  icon?: IconName;
  /** Fills the width of a phone. */
  wide?: boolean;
}

const look = (kind: keyof typeof KIND, wide?: boolean) => cx(KIND[kind], wide && styles.wide);

type Props = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className">;

/** KERN's button. Busy buttons stay focusable (`aria-disabled`), so the focus is never lost. */
export function Button({ kind = "secondary", icon, wide, type = "button", children, onClick, ...rest }: Props) {
  const disabled = rest["aria-disabled"] === true || rest["aria-disabled"] === "true";
  return (
    <button
      {...rest}
      type={type}
      className={look(kind, wide)}
      onClick={(event) => {
        if (disabled) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      <span className="kern-label">{children}</span>
    </button>
  );
}

type LinkProps = Look & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "className">;

/** A link that looks like it. */
export function ButtonLink({ kind = "primary", icon, wide, children, ...rest }: LinkProps) {
  return (
    <a {...rest} className={look(kind, wide)}>
      {icon && <Icon name={icon} />}
      <span className="kern-label">{children}</span>
    </a>
  );
}

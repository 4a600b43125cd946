import type { ButtonHTMLAttributes } from "react";
import { Icon, type IconName } from "./Icon";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: "primary" | "secondary" | "tertiary";
  icon?: IconName;
}

/** KERN's button. Busy buttons stay focusable (`aria-disabled`), so the focus is never lost. */
export function Button({
  kind = "secondary",
  icon,
  type = "button",
  className = "",
  children,
  onClick,
  ...rest
}: Props) {
  const disabled = rest["aria-disabled"] === true || rest["aria-disabled"] === "true";
  return (
    <button
      {...rest}
      type={type}
      className={`kern-btn kern-btn--${kind} ${className}`}
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

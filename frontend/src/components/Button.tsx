import type { ButtonHTMLAttributes, ReactNode } from "react";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: "primary" | "plain" | "quiet" | "risk" | "risk primary";
  busy?: boolean;
  children: ReactNode;
}

/** A button that stays focusable while its work runs. */
export function Button({ kind = "plain", busy = false, className = "", onClick, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${kind} ${className}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      onClick={busy ? (e) => e.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}

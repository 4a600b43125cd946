import type { ReactNode } from "react";

interface Props {
  kind?: "info" | "warn" | "danger" | "good";
  title?: string;
  alert?: boolean;
  children?: ReactNode;
}

/** A framed remark; `alert` makes screen readers say it at once. */
export function Notice({ kind = "info", title, alert, children }: Props) {
  return (
    <div className={`notice ${kind}`} role={alert ? "alert" : undefined}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}

import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  kind?: "info" | "warn" | "danger" | "good";
  title?: string;
  alert?: boolean;
  children?: ReactNode;
}

/** A framed remark; `alert` makes screen readers say it at once and brings it into view. */
export function Notice({ kind = "info", title, alert, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (alert) box.current?.scrollIntoView?.({ block: "nearest" });
  }, [alert]);
  return (
    <div ref={box} className={`notice ${kind}`} role={alert ? "alert" : undefined}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}

import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Notice.module.css";

const LOOK = {
  info: cx(styles.notice, styles.info),
  warn: cx(styles.notice, styles.warn),
  danger: cx(styles.notice, styles.danger),
  good: cx(styles.notice, styles.good),
};

/** How a remark looks, for what is no `Notice`. */
export const noticeClass = (kind: keyof typeof LOOK) => LOOK[kind];

interface Props {
  kind?: keyof typeof LOOK;
  title?: string;
  alert?: boolean;
  children?: ReactNode;
}

/**
 * A framed remark; `alert` makes screen readers say it at once and brings it into view. What it stands in may give it
 * room by `data-notice`.
 */
export function Notice({ kind = "info", title, alert, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (alert) box.current?.scrollIntoView?.({ block: "nearest" });
  }, [alert]);
  return (
    <div ref={box} className={noticeClass(kind)} data-notice role={alert ? "alert" : undefined}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}

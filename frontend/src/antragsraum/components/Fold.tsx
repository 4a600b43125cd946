import type { ReactNode } from "react";
import { cx } from "../lib/cx";
import styles from "./Fold.module.css";

/** Something to unfold; `summary` is the line that stays. */
export function Fold({
  summary,
  className,
  children,
}: {
  summary: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <details className={cx(styles.fold, className)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

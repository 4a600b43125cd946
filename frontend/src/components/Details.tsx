import type { ReactNode } from "react";
import styles from "./Details.module.css";

/** Something to unfold. */
export function Details({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={styles.details}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

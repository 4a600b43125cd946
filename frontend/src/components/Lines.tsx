import type { ReactNode } from "react";
import styles from "./Lines.module.css";

/** A list of short lines: a name at the left, what is to say of it at the right. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul className={styles.lines}>{children}</ul>;
}

export function LineName({ children }: { children: ReactNode }) {
  return <span className={styles.name}>{children}</span>;
}

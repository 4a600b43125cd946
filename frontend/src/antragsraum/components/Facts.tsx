import type { ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names with their values: `dt`, `dd`, … */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

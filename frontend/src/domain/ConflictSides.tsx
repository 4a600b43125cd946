import type { ReactNode } from "react";
import styles from "./ConflictSides.module.css";

/** What the other person did and what was typed here, side by side. */
export function ConflictSides({ children }: { children: ReactNode }) {
  return <div className={styles.sides}>{children}</div>;
}

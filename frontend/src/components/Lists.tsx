import type { ReactNode } from "react";
import styles from "./Lists.module.css";

/** Lists with signs; without a component of its own a list has none. */
export function Bullets({ children }: { children: ReactNode }) {
  return <ul className={styles.bullets}>{children}</ul>;
}

export function Numbers({ children }: { children: ReactNode }) {
  return <ol className={styles.numbers}>{children}</ol>;
}

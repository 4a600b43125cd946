import type { ReactNode } from "react";
import { cx } from "../lib/cx";
import styles from "./Tag.module.css";

export function Tags({ children }: { children: ReactNode }) {
  return <div className={styles.tags}>{children}</div>;
}

/** A state in a word; `strong` where it wants something. Of two strong ones the second is quieter. */
export function Tag({ strong, children }: { strong?: boolean; children: ReactNode }) {
  return <span className={cx(styles.tag, strong && styles.strong)}>{children}</span>;
}

import type { ReactNode } from "react";
import styles from "./NextTask.module.css";

/** One of the things that may be done next. */
export function NextTask({ children }: { children: ReactNode }) {
  return <div className={styles.task}>{children}</div>;
}

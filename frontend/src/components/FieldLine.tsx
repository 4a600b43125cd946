import type { ReactNode } from "react";
import styles from "./FieldLine.module.css";

/** Fields and the button that belongs to them in one line. */
export function FieldLine({ children }: { children: ReactNode }) {
  return <div className={styles.line}>{children}</div>;
}

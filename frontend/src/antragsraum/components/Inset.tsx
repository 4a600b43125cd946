import type { ReactNode } from "react";
import styles from "./Inset.module.css";

/** A remark within a card. */
export function Inset({ children }: { children: ReactNode }) {
  return <div className={styles.inset}>{children}</div>;
}

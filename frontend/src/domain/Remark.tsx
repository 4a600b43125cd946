import type { ReactNode } from "react";
import styles from "./Remark.module.css";

/** What a colleague said, as an item of a list. */
export function Remark({ children }: { children: ReactNode }) {
  return <li className={styles.remark}>{children}</li>;
}

import type { ReactNode } from "react";
import styles from "./Checklist.module.css";

/** What was looked at: in every line first how it stands, then what it is. */
export function Checklist({ as: Element = "ul", children }: { as?: "ul" | "ol"; children: ReactNode }) {
  return <Element className={styles.list}>{children}</Element>;
}

import type { ReactNode } from "react";
import styles from "./Meta.module.css";

/** The small facts below a title, in one line while there is room. */
export function Meta({ as: Element = "p", children }: { as?: "p" | "dl"; children: ReactNode }) {
  return <Element className={styles.meta}>{children}</Element>;
}

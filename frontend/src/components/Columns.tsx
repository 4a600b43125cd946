import type { ReactNode } from "react";
import styles from "./Columns.module.css";

/** Two columns, the first wider; one below the other where there is no room. `single`: there is only one. */
export function Columns({ single, children }: { single?: boolean; children: ReactNode }) {
  return <div className={single ? undefined : styles.columns}>{children}</div>;
}

import type { ReactNode } from "react";
import styles from "./Choices.module.css";

/** Buttons to choose from. */
export function Choices({ children }: { children: ReactNode }) {
  return <div className={styles.choices}>{children}</div>;
}

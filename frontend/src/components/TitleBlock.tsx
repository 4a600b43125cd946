import type { ReactNode } from "react";
import styles from "./TitleBlock.module.css";

/** The head of a page of its own: the link back, the `h1`, what belongs to it. */
export function TitleBlock({ children }: { children: ReactNode }) {
  return <div className={styles.block}>{children}</div>;
}

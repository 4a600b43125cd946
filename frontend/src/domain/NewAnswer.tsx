import type { ReactNode } from "react";
import styles from "./NewAnswer.module.css";

/** The applicant has answered and nobody has seen it yet. */
export function NewAnswer({ as: Element = "span", children }: { as?: "span" | "small"; children: ReactNode }) {
  return <Element className={styles.answer}>{children}</Element>;
}

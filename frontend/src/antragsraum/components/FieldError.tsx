import type { HTMLAttributes } from "react";
import styles from "./FieldError.module.css";

/** What is wrong with a field; nothing is seen while there is nothing. */
export function FieldError(props: HTMLAttributes<HTMLParagraphElement>) {
  return <p {...props} className={styles.error} />;
}

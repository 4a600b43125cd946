import type { HTMLAttributes, ReactNode } from "react";
import { Card } from "../../components/Card.tsx";
import styles from "./Split.module.css";

/** Two halves of a tab that fill the window; the page around it stands still then. */
export function Split({ children }: { children: ReactNode }) {
  return (
    <div className={styles.split} data-split>
      {children}
    </div>
  );
}

/** A half that scrolls by itself. */
export function SplitPart(props: HTMLAttributes<HTMLElement>) {
  return <Card {...props} className={styles.part} />;
}

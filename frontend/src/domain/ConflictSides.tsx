import type { ReactNode } from "react";
import styles from "./ConflictSides.module.css";

/** What the other person did and what was typed here, side by side. */
export function ConflictSides({ children }: { children: ReactNode }) {
  return <div className={styles.sides}>{children}</div>;
}

/** `of` names the card where a page may have several: who hears only the names of regions tells them apart by it. */
export function Side({ title, of, children }: { title: string; of?: string; children: ReactNode }) {
  return (
    <section aria-label={of ? `${title} – ${of}` : title}>
      <strong>{title}</strong>
      {children}
    </section>
  );
}

import type { ReactNode } from "react";
import styles from "./Target.module.css";

/** How the parts of a place look: its line, its name, what is read into it, what is suggested for it. */
export const targetClass = {
  line: styles.line,
  active: styles.active,
  add: styles.add,
  name: styles.name,
  value: styles.value,
  ghost: styles.ghost,
  unsure: styles.unsure,
};

/** Places that belong together; the first child is their `h3`. */
export function TargetGroup({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    <section className={styles.group} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}

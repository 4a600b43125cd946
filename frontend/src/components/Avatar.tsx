import { initials } from "../lib/text.ts";
import styles from "./Avatar.module.css";

/** The round mark of a person; the name stays readable for everyone. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className={styles.avatar} title={name}>
      <span aria-hidden="true">{initials(name)}</span>
      <span className="vh">{name}</span>
    </span>
  );
}

/** The mark alone, where the name is said already. */
export function Initials({ name }: { name: string }) {
  return (
    <span className={styles.avatar} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

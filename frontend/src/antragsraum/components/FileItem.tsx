import type { ReactNode } from "react";
import { cx } from "../lib/cx";
import styles from "./FileItem.module.css";
import { Icon, type IconName } from "./Icon";

interface Props {
  icon?: IconName;
  bad?: boolean;
  name: ReactNode;
  /** Its size, or what is wrong with it. */
  about: string;
  /** A button at the end of the line. */
  children?: ReactNode;
}

/** One file, as an item of a list. */
export function FileItem({ icon = "datei", bad, name, about, children }: Props) {
  return (
    <li className={cx(styles.file, bad && styles.bad)}>
      <Icon name={icon} />
      <span className={styles.text}>
        {name}
        <span className="small muted">{about}</span>
      </span>
      {children}
    </li>
  );
}

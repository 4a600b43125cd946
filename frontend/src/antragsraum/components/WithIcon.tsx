import type { ReactNode } from "react";
import { cx } from "../lib/cx";
import { Icon, type IconName } from "./Icon";
import styles from "./WithIcon.module.css";

interface Props {
  as?: "p" | "h2";
  icon: IconName;
  className?: string;
  children: ReactNode;
}

/** A line with a sign before it. */
export function WithIcon({ as: Element = "p", icon, className, children }: Props) {
  return (
    <Element className={cx(styles.line, className)}>
      <Icon name={icon} />
      {children}
    </Element>
  );
}

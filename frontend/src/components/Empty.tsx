import type { ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Empty.module.css";

interface Props {
  as?: "div" | "main";
  /** Fills the page instead of a part of it. */
  page?: boolean;
  children: ReactNode;
}

/** There is nothing here: why, and where to go. */
export function Empty({ as: Element = "div", page, children }: Props) {
  return <Element className={cx(styles.empty, page && styles.page)}>{children}</Element>;
}

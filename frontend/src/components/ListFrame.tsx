import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./ListFrame.module.css";

/** What stands beside the views: a list that fills the height. Its width is the container `list` of its table. */
export function ListFrame(props: HTMLAttributes<HTMLElement>) {
  return <section {...props} className={styles.frame} />;
}

/** The title of a list and what narrows it. */
export function ListHead({ children }: { children: ReactNode }) {
  return <div className={styles.head}>{children}</div>;
}

interface SheetProps extends HTMLAttributes<HTMLElement> {
  as?: "article" | "section";
}

/** In the place of a list a page with margins that scrolls. */
export function Sheet({ as: Element = "article", className, ...rest }: SheetProps) {
  return <Element {...rest} className={cx(styles.frame, styles.sheet, className)} />;
}

import type { ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Facts.module.css";

/** Names with their values: children are `div`s, each with `dt` and `dd`. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cx(styles.facts, className)}>{children}</dl>;
}

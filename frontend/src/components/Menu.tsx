import type { ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Menu.module.css";

interface Props {
  as?: "ul" | "div";
  wide?: boolean;
  children: ReactNode;
}

/** The acts of a popover, one below the other: children are buttons and links, in a list as `li`. */
export function Menu({ as: Element = "ul", wide, children }: Props) {
  return <Element className={cx(styles.menu, wide && styles.wide)}>{children}</Element>;
}

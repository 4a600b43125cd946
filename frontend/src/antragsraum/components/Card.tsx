import type { HTMLAttributes } from "react";
import { cx } from "../lib/cx";
import styles from "./Card.module.css";

interface Props extends HTMLAttributes<HTMLElement> {
  as?: "div" | "section" | "li";
}

/** A framed part of a page. */
export function Card({ as: Element = "div", className, ...rest }: Props) {
  return <Element {...rest} className={cx(styles.card, className)} />;
}

import type { HTMLAttributes } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Card.module.css";

interface Props extends HTMLAttributes<HTMLElement> {
  as?: "section" | "div";
}

/** A framed part of a page. */
export function Card({ as: Element = "section", className, ...rest }: Props) {
  return <Element {...rest} className={cx(styles.card, className)} />;
}

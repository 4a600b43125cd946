import type { ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Tag.module.css";

const LOOK = {
  blue: cx(styles.tag, styles.blue),
  amber: cx(styles.tag, styles.amber),
  green: cx(styles.tag, styles.green),
  red: cx(styles.tag, styles.red),
  grey: cx(styles.tag, styles.grey),
};

export type TagColour = keyof typeof LOOK;

/** The same for a link. */
export const tagClass = (colour: TagColour) => LOOK[colour];

/** A state in a word; the colour says it a second time. */
export function Tag({ colour, children }: { colour: TagColour; children: ReactNode }) {
  return <span className={tagClass(colour)}>{children}</span>;
}

import type { ButtonHTMLAttributes } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Chip.module.css";

/** The same for the button of a popover. */
export const chipClass = (live = false) => cx(styles.chip, live && styles.live);

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type" | "className"> {
  /** Chosen, or wanting to be seen. */
  live?: boolean;
}

/** A small round button: a filter, one of a few choices. */
export function Chip({ live, ...rest }: Props) {
  return <button {...rest} type="button" className={chipClass(live)} />;
}

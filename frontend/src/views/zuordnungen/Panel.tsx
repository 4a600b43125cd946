import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "../../lib/cx.ts";
import styles from "./Panel.module.css";

/** One of the three columns of the bench: a head that stays, below it what scrolls. */
export function Panel({ as: Element = "section", ...rest }: HTMLAttributes<HTMLElement> & { as?: "section" | "div" }) {
  return <Element {...rest} className={styles.panel} />;
}

export function PanelHead({ children }: { children: ReactNode }) {
  return <div className={styles.head}>{children}</div>;
}

/** What a click would do now; `on` while a place or a field is chosen. */
export function PanelHint({ on, children }: { on: boolean; children: ReactNode }) {
  return <p className={cx(styles.hint, on && styles.on)}>{children}</p>;
}

/** `data-picking`: a field is chosen and waits for a click on a place. */
interface ScrollProps extends HTMLAttributes<HTMLElement> {
  as?: "section" | "div";
  "data-picking"?: "";
}

export function PanelScroll({ as: Element = "section", ...rest }: ScrollProps) {
  return <Element {...rest} className={styles.scroll} />;
}

export function PanelEmpty({ children }: { children: ReactNode }) {
  return <p className={cx("muted", styles.empty)}>{children}</p>;
}

import type { HTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "../lib/cx.ts";
import styles from "./Table.module.css";

const NARROW = {
  plain: styles.plain,
  own: undefined,
  lines: styles.lines,
  cards: cx(styles.plain, styles.cards),
};

interface Props {
  /** What becomes of it without room: stays a table, rows that the view lays out itself, rows of two columns, cards. */
  narrow: keyof typeof NARROW;
  className?: string;
  children: ReactNode;
}

export function Table({ narrow, className, children }: Props) {
  return <table className={cx(styles.table, NARROW[narrow], className)}>{children}</table>;
}

/** Fills what is left of a list and scrolls. */
export function TableBox(props: HTMLAttributes<HTMLDivElement> & { ref?: Ref<HTMLDivElement> }) {
  return <div {...props} className={styles.box} />;
}

/** Scrolls sideways within a page. */
export function TableScroll({
  as: Element = "div",
  ...rest
}: HTMLAttributes<HTMLElement> & { as?: "div" | "section" }) {
  return <Element {...rest} className={styles.scroll} />;
}

/** The cell that names its row. */
export function NameCell({ children }: { children: ReactNode }) {
  return (
    <th scope="row" className={styles.name}>
      {children}
    </th>
  );
}

/** What a cell is, said where the head of the table is not seen. */
export function CardLabel({ as: Element = "small", children }: { as?: "small" | "span"; children: ReactNode }) {
  return <Element className={styles.cardLabel}>{children}</Element>;
}

import type { ReactNode, Ref } from "react";
import { cx } from "../lib/cx";
import { Icon, type IconName } from "./Icon";
import styles from "./Notice.module.css";

type Kind = "info" | "gut" | "achtung" | "fehler";

const icons: Record<Kind, IconName> = { info: "brief", gut: "haken", achtung: "achtung", fehler: "achtung" };

const LOOK: Record<Kind, string> = {
  info: cx(styles.notice),
  gut: cx(styles.notice, styles.good),
  achtung: cx(styles.notice, styles.warn),
  fehler: cx(styles.notice, styles.bad),
};

interface Props {
  kind: Kind;
  title: string;
  icon?: IconName;
  role?: "alert" | "status";
  children?: ReactNode;
  /** to put the focus here after something happened */
  headingRef?: Ref<HTMLParagraphElement>;
}

export function Notice({ kind, title, icon, role, children, headingRef }: Props) {
  return (
    <div className={LOOK[kind]} role={role}>
      <Icon name={icon ?? icons[kind]} />
      <div className={styles.body}>
        <p className={styles.title} ref={headingRef} tabIndex={headingRef ? -1 : undefined}>
          {title}
        </p>
        {children}
      </div>
    </div>
  );
}

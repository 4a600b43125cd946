import type { ReactNode, Ref } from "react";
import { Icon, type IconName } from "./Icon";

type Kind = "info" | "gut" | "achtung" | "fehler";

const icons: Record<Kind, IconName> = { info: "brief", gut: "haken", achtung: "achtung", fehler: "achtung" };

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
    <div className={`ar-notice ar-notice-${kind}`} role={role}>
      <Icon name={icon ?? icons[kind]} />
      <div className="ar-notice-body">
        <p className="ar-notice-title" ref={headingRef} tabIndex={headingRef ? -1 : undefined}>
          {title}
        </p>
        {children}
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import { followInside } from "../lib/route";

interface Props {
  href: string;
  className?: string;
  lang?: string;
  children: ReactNode;
}

/** A link to another page of the portal, without loading everything anew. */
export function InsideLink({ href, className = "kern-link", lang, children }: Props) {
  return (
    <a className={className} href={href} lang={lang} onClick={followInside}>
      {children}
    </a>
  );
}

import { type MouseEvent, useEffect, useSyncExternalStore } from "react";

export type Route = { page: "liste" } | { page: "vorgang"; id: string } | { page: "unbekannt" };

const changed = "antragsraum:route";

export function parseRoute(pathname: string): Route {
  const path = pathname.replace(/\/+$/, "");
  if (path === "/antragsraum") return { page: "liste" };
  const id = /^\/antragsraum\/vorgaenge\/([0-9a-fA-F-]{36})$/.exec(path)?.[1];
  return id ? { page: "vorgang", id } : { page: "unbekannt" };
}

export const vorgangPath = (id: string): string => `/antragsraum/vorgaenge/${id}`;

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(changed, listener);
  };
}

/** The path without its fragment: a jump inside the page is not a new page. */
export const usePathname = (): string => useSyncExternalStore(subscribe, () => window.location.pathname);

/** For links that stay inside: the browser's own ways to open a link (new tab, middle click) keep working. */
export function followInside(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  window.history.pushState(null, "", event.currentTarget.href);
  window.dispatchEvent(new Event(changed));
  window.scrollTo(0, 0);
}

/** Content arrives after the page: once it is there, go to the place the address names (a link in a mail, for example). */
export function useFragment(ready: boolean): void {
  useEffect(() => {
    if (!ready || window.location.hash === "") return;
    const place = document.getElementById(window.location.hash.slice(1));
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [ready]);
}

import { type RefObject, useEffect, useRef } from "react";

/** Nothing has the keyboard: what had it is gone, or gave it up. A page that has none of its own yet is the shell's. */
const isLost = (): boolean => {
  const now = document.activeElement;
  return now === null || now === document.body || now.id === "inhalt";
};

const toHeading = (heading: HTMLElement | null): void => heading?.focus({ preventScroll: true });

/** The first page starts at its top; from the second on the keyboard goes to its heading. */
let visited = false;

/** A new page begins at its heading, or where it has none yet at its content, unless a view put the keyboard elsewhere. */
export function beginPage(content: HTMLElement | null): void {
  const first = !visited;
  visited = true;
  if (!first && isLost()) toHeading(content?.querySelector<HTMLElement>("h1[tabindex]") ?? content);
}

/** A heading that comes after its page, because something had to be fetched first. */
export function useHeadingOfPage(heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (visited && isLost()) toHeading(heading.current);
  }, [heading]);
}

/** When `what` has changed, the keyboard goes on at this element unless something has it. */
export function useFocusOnChange(element: RefObject<HTMLElement | null>, what: unknown): void {
  const before = useRef(what);
  useEffect(() => {
    if (before.current === what) return;
    before.current = what;
    if (isLost()) toHeading(element.current);
  }, [element, what]);
}

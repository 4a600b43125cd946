import { type RefObject, useLayoutEffect } from "react";

const PREFIX = "kontor.scroll.";

/** Puts a scrolling box back where it was when the same list was last shown. */
export function useScrollMemory(box: RefObject<HTMLElement | null>, key: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.scrollTop = Number(sessionStorage.getItem(PREFIX + key) ?? 0);
    const save = () => sessionStorage.setItem(PREFIX + key, String(element.scrollTop));
    element.addEventListener("scroll", save, { passive: true });
    return () => element.removeEventListener("scroll", save);
  }, [box, key]);
}

const GAP = 4;
const EDGE = 8;
const LOWEST = 120;

/** Puts a panel of the top layer below its button, or above where there is more room, and inside the window. */
export function placeBeside(panel: HTMLElement, button: HTMLElement, end: boolean): void {
  const at = button.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const scrolled = panel.scrollTop;
  panel.style.maxHeight = "none";
  const needed = panel.offsetHeight;
  const up = needed > below && above > below;
  const height = Math.max(Math.min(needed, up ? above : below), Math.min(needed, LOWEST));
  const left = end ? at.right - panel.offsetWidth : at.left;
  panel.style.maxHeight = `${height}px`;
  panel.scrollTop = scrolled;
  panel.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - panel.offsetWidth - EDGE))}px`;
  panel.style.top = `${Math.max(EDGE, up ? at.top - GAP - height : Math.min(at.bottom + GAP, innerHeight - EDGE - height))}px`;
}

import { type KeyboardEvent, useState } from "react";
import { matching, meant, moved, type Option } from "./choice.ts";

/** More are not shown: whoever has that many types on. */
export const SHOWN = 60;

interface Given {
  value: string;
  options: Option[];
  free: boolean;
  /** The list is always seen. */
  listed: boolean;
  onChange: (wert: string) => void;
}

interface State {
  /** What was typed since the last choice; null = nothing. */
  text: string | null;
  unfolded: boolean;
  active: number;
}

const AT_REST: State = { text: null, unfolded: false, active: -1 };

/** A line to type in over a list of options: the ARIA combobox pattern, in which nothing is chosen before Enter or a click. */
export function useCombobox({ value, options, free, listed, onChange }: Given) {
  const [{ text, unfolded, active }, set] = useState<State>(AT_REST);
  const found = matching(options, text ?? "");
  const list = found.slice(0, SHOWN);
  const open = listed || unfolded;
  const folds = unfolded && !listed;
  const typed = text !== null;

  const take = (wert: string | null) => {
    set(AT_REST);
    if (wert !== null && wert !== value) onChange(wert);
  };
  const unfold = () => set((s) => ({ ...s, unfolded: true }));

  const enter = (): boolean => {
    const only = typed && text !== "" && !free && list.length === 1 ? list[0] : undefined;
    const option = (open ? list[active] : undefined) ?? only;
    const wert = option ? option.value : typed ? meant(options, text, free) : null;
    if (wert !== null || !typed) take(wert);
    return wert !== null || typed || folds;
  };
  /** Folds the list; once more takes back what was typed. With nothing to do the key is the dialog's around it. */
  const foldBack = (): boolean => {
    set(folds ? { ...AT_REST, text } : AT_REST);
    return folds || typed || active >= 0;
  };
  const walk = (key: string): boolean => {
    const from = list.findIndex((o) => o.value === value);
    const next = moved(key, open ? active : -1, list.length, typed ? -1 : from);
    if (next === null) return false;
    set((s) => ({ ...s, unfolded: true, active: next }));
    return true;
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.defaultPrevented || e.altKey || e.ctrlKey || e.metaKey || e.nativeEvent.isComposing) return;
    const done = e.key === "Enter" ? enter() : e.key === "Escape" ? foldBack() : walk(e.key);
    if (!done) return;
    e.preventDefault();
    e.stopPropagation();
  };

  return {
    text,
    list,
    /** How many match, shown or not. */
    count: found.length,
    open,
    active: open ? active : -1,
    take,
    unfold,
    type: (wert: string) => set({ text: wert, unfolded: true, active: -1 }),
    leave: () => take(typed ? meant(options, text, free) : null),
    onKeyDown,
  };
}

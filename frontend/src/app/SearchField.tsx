import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "../components/Key.tsx";
import { useSearch } from "../domain/use-search.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import styles from "./SearchField.module.css";

const REST = 300;

/** One field for everything: name, number, Aktenzeichen, address, form values, messages, names of files. */
export function SearchField() {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { sought, onDesk, active, find, leave } = useSearch();
  const [text, setText] = useState(sought);
  const typing = useRef(false);
  useEffect(() => {
    if (!typing.current) setText((now) => (now.trim() === sought ? now : sought));
  }, [sought]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcuts({
    "/": () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const go = (suche: string) => {
    clearTimeout(timer.current);
    typing.current = false;
    if (suche === "") leave();
    else if (suche !== sought || !active) find(suche);
  };
  const type = (wert: string) => {
    setText(wert);
    typing.current = true;
    clearTimeout(timer.current);
    if (onDesk) timer.current = setTimeout(() => go(wert.trim()), REST);
  };
  const keys = (e: KeyboardEvent) => {
    if (e.key !== "Escape" || e.nativeEvent.isComposing || (text === "" && !active)) return;
    e.preventDefault();
    setText("");
    if (active) field.current?.blur(); // the keyboard goes on in the list
    go("");
  };
  return (
    <search className={styles.search}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          go(text.trim());
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label={t("kopf.suche")}
          placeholder={t("kopf.sucheBeispiel")}
          maxLength={200}
          value={text}
          onKeyDown={keys}
          onChange={(e) => type(e.target.value)}
        />
        <Key name="/" />
      </form>
    </search>
  );
}

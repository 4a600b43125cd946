import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "../components/Key.tsx";
import { useShortcuts } from "../lib/shortcuts.ts";
import styles from "./SearchField.module.css";

const REST = 300;

/** One field for everything: name, number, Aktenzeichen, address, form values. */
export function SearchField() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onDesk = useLocation({ select: (l) => l.pathname === "/schreibtisch" });
  const inUrl = useLocation({ select: (l) => String((l.search as { suche?: string }).suche ?? "") });
  const [text, setText] = useState(inUrl);
  const typing = useRef(false);
  useEffect(() => {
    if (!typing.current) setText(inUrl);
  }, [inUrl]);
  useShortcuts({
    "/": () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const go = (suche: string) => {
    clearTimeout(timer.current);
    typing.current = false;
    const ansicht = suche ? "alle" : "meine";
    navigate({ to: "/schreibtisch", search: { ansicht, suche: suche || undefined }, replace: onDesk });
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
          onChange={(e) => {
            const wert = e.target.value;
            setText(wert);
            typing.current = true;
            clearTimeout(timer.current);
            if (onDesk) timer.current = setTimeout(() => go(wert.trim()), REST);
          }}
        />
        <Key name="/" />
      </form>
    </search>
  );
}

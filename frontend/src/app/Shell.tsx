import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LiveProvider } from "../api/LiveProvider.tsx";
import { Toasts } from "../components/Toasts.tsx";
import { useShortcuts } from "../lib/shortcuts.ts";
import { Header } from "./Header.tsx";
import { OfflineNotice } from "./OfflineNotice.tsx";
import styles from "./Shell.module.css";
import { ShortcutHelp } from "./ShortcutHelp.tsx";

/** Everything around the views. It stands once the signed-in person is known. */
export function Shell() {
  const { t } = useTranslation();
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const first = useRef(true);
  useShortcuts({ "?": () => setHelp(true) });
  // A new page starts at its content, unless a view has already put the keyboard somewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <LiveProvider>
      <a className={styles.skip} href="#inhalt">
        {t("kopf.zumInhalt")}
      </a>
      <div className={styles.shell}>
        <Header onHelp={() => setHelp(true)} />
        <OfflineNotice />
        <main id="inhalt" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {help && <ShortcutHelp onClose={() => setHelp(false)} />}
      <Toasts />
    </LiveProvider>
  );
}

import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LiveProvider } from "../api/LiveProvider.tsx";
import { SessionNotice } from "../components/SessionNotice.tsx";
import { beginPage } from "../lib/focus.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { Header } from "./Header.tsx";
import { OfflineNotice } from "./OfflineNotice.tsx";
import styles from "./Shell.module.css";
import { ShortcutHelp } from "./ShortcutHelp.tsx";
import { useSignedInAgain } from "./use-signed-in-again.ts";

/** Everything around the views. It stands once the signed-in person is known. */
export function Shell() {
  const { t } = useTranslation();
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  useSignedInAgain();
  useShortcuts({ "?": () => setHelp(true) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes
  useEffect(() => beginPage(main.current), [path]);
  return (
    <LiveProvider>
      <a className={styles.skip} href="#inhalt">
        {t("kopf.zumInhalt")}
      </a>
      <div className={styles.shell}>
        <Header onHelp={() => setHelp(true)} />
        <OfflineNotice />
        <SessionNotice />
        <main id="inhalt" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {help && <ShortcutHelp onClose={() => setHelp(false)} />}
    </LiveProvider>
  );
}

import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../lib/cx.ts";
import { buttonClass } from "./Button.tsx";
import styles from "./Dialog.module.css";
import { SessionNotice } from "./SessionNotice.tsx";

interface Props {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The native modal dialog: focus trap, Escape and the way back to the opener come from the browser. */
export function Dialog({ title, wide, onClose, children }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={cx(styles.dialog, wide && styles.wide)}
      aria-labelledby={id}
      onCancel={(e) => {
        e.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <button type="button" className={buttonClass("icon")} aria-label={t("allgemein.schliessen")} onClick={onClose}>
          ✕
        </button>
      </div>
      <div className={styles.body}>
        <SessionNotice />
        {children}
      </div>
    </dialog>
  );
}

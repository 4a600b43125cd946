import { useTranslation } from "react-i18next";
import styles from "./Toasts.module.css";
import { dismiss, useToasts } from "./toast.ts";

export function Toasts() {
  const { t } = useTranslation();
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {useToasts().map((toast) => (
        <div key={toast.id} className={styles.toast}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" aria-label={t("allgemein.schliessen")} onClick={() => dismiss(toast.id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}

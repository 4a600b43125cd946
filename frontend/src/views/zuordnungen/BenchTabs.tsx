import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./BenchTabs.module.css";

const PARTS = ["felder", "ziele", "probe"] as const;
export type Part = (typeof PARTS)[number];

interface Props {
  part: Part;
  onChange: (part: Part) => void;
  children: ReactNode;
}

/** The three columns one after the other, for narrow windows and large print. */
export function BenchTabs({ part, onChange, children }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const keys = (e: KeyboardEvent) => {
    const step = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    e.preventDefault();
    const next = PARTS[(PARTS.indexOf(part) + step + PARTS.length) % PARTS.length] ?? part;
    onChange(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div className={styles.bench}>
      <div ref={list} role="tablist" aria-label={t("zuordnung.bereiche")} className={styles.tabs} onKeyDown={keys}>
        {PARTS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === part}
            aria-controls="bench-part"
            tabIndex={name === part ? 0 : -1}
            onClick={() => onChange(name)}
          >
            {t(`zuordnung.bereich.${name}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="bench-part" aria-labelledby={`tab-${part}`}>
        {children}
      </div>
    </div>
  );
}

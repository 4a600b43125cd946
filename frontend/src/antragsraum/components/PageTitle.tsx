import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./PageTitle.module.css";

let firstPage = true;

/** The h1 of a page: names the document and takes the focus after moving from page to page. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useTranslation();
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${t("seite.name")}`;
  }, [title, t]);
  useEffect(() => {
    // the browser itself handles the first page and jumps to a fragment
    if (!firstPage && window.location.hash === "") ref.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <div className={styles.title}>
      <h1 ref={ref} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

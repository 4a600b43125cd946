import { useEffect } from "react";

/** “Meine Vorgänge – Kontor” in the browser's tab. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} – Kontor` : "Kontor";
  }, [title]);
}

import { useTranslation } from "react-i18next";
import type { Ansicht } from "../api/types.ts";

/** How many there are in a view of the desk, with the word for screen readers. */
export function ViewCount({ view }: { view: Ansicht }) {
  const { t } = useTranslation();
  return (
    <span className="num count">
      {view.mehr ? `${view.anzahl}+` : view.anzahl}
      <span className="vh"> {t("liste.vorgaenge", { count: view.anzahl })}</span>
    </span>
  );
}

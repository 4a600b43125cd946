import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useSearch } from "../../domain/use-search.ts";
import { type DeskSearch, FILTERS } from "./search.ts";

/** Why nothing is here and what to do next. */
export function EmptyList({ search }: { search: DeskSearch }) {
  const { t } = useTranslation();
  const { leave } = useSearch();
  const filtered = FILTERS.some((name) => search[name]);
  if (search.suche)
    return (
      <Empty>
        <strong>{t("leer.filterTitel")}</strong>
        <p>{t(filtered ? "leer.filterText" : "leer.sucheText")}</p>
        <Button onClick={leave}>{t("leer.sucheWeg")}</Button>
      </Empty>
    );
  if (filtered)
    return (
      <Empty>
        <strong>{t("leer.filterTitel")}</strong>
        <p>{t("leer.filterText")}</p>
        <Link className={buttonClass()} to="/schreibtisch" search={{ ansicht: search.ansicht }}>
          {t("leer.filterWeg")}
        </Link>
      </Empty>
    );
  return (
    <Empty>
      <strong>{t(`leer.${search.ansicht}.titel`)}</strong>
      <p>{t(`leer.${search.ansicht}.text`)}</p>
      {search.ansicht !== "nicht_zugewiesen" && (
        <Link className={buttonClass()} to="/schreibtisch" search={{ ansicht: "nicht_zugewiesen" }}>
          {t("leer.zuFreien")}
        </Link>
      )}
    </Empty>
  );
}

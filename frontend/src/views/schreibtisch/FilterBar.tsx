import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Chip, chipClass } from "../../components/Chip.tsx";
import { ListHead } from "../../components/ListFrame.tsx";
import { Popover } from "../../components/Popover.tsx";
import { type CalmList, isStale } from "../../domain/calm-list.ts";
import { useSearch } from "../../domain/use-search.ts";
import { useFocusOnChange } from "../../lib/focus.ts";
import styles from "./FilterBar.module.css";
import { FilterForm } from "./FilterForm.tsx";
import { FILTERS, type FilterName } from "./search.ts";
import { useFilterLabel } from "./use-filter-label.ts";

const route = getRouteApi("/desk/schreibtisch");

interface Props {
  title: string;
  list: CalmList | null;
  onReorder: () => void;
}

/** Title, the filters as chips that can be taken away, sorting, and what is new. */
export function FilterBar({ title, list, onReorder }: Props) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const label = useFilterLabel();
  const { leave } = useSearch();
  const change = (part: Partial<typeof search>) =>
    navigate({ search: (before) => ({ ...before, ...part }), state: true });
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnChange(heading, title);
  const active = FILTERS.filter((name) => search[name]);
  const waiting = list?.waiting.length ?? 0;
  return (
    <ListHead>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {search.suche && (
        <Chip onClick={leave}>
          {t("filter.suche")}: {search.suche} <span aria-hidden="true">✕</span>
          <span className="vh">{t("filter.entfernen")}</span>
        </Chip>
      )}
      {active.map((name: FilterName) => (
        <Chip key={name} onClick={() => change({ [name]: undefined })}>
          {t(`filter.${name}`)}: {label(name, search[name] ?? "")} <span aria-hidden="true">✕</span>
          <span className="vh">{t("filter.entfernen")}</span>
        </Chip>
      ))}
      <Popover label={t("filter.neu")} className={chipClass()}>
        {(close) => <FilterForm search={search} onApply={change} onClose={close} />}
      </Popover>
      <label className={styles.sort}>
        <span className="vh">{t("liste.sortierung")}</span>
        <select
          value={search.sortierung ?? "faellig"}
          onChange={(e) => change({ sortierung: e.target.value === "eingang" ? "eingang" : undefined })}
        >
          <option value="faellig">{t("liste.nachFaelligkeit")}</option>
          <option value="eingang">{t("liste.nachEingang")}</option>
        </select>
      </label>
      <span className="push" role="status">
        {list && isStale(list) && (
          <Chip live onClick={onReorder}>
            {waiting > 0 ? t("liste.neue", { count: waiting }) : t("liste.neuOrdnen")}
          </Chip>
        )}
      </span>
    </ListHead>
  );
}

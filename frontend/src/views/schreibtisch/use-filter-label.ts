import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { filterQuery } from "../../api/queries.ts";
import { formatDate } from "../../lib/date.ts";
import type { FilterName } from "./search.ts";

/** The value of a filter in words. */
export function useFilterLabel(): (name: FilterName, wert: string) => string {
  const { t, i18n } = useTranslation();
  const { data: choices } = useQuery(filterQuery);
  return (name, wert) => {
    if (name === "status")
      return wert
        .split(",")
        .map((status) => t(`status.${status}`, { defaultValue: status }))
        .join(", ");
    if (name === "wartetAuf") return t(`wartetAuf.${wert}`, { defaultValue: wert });
    if (name === "eingangVon" || name === "eingangBis") return formatDate(wert, i18n.language);
    const known = { verfahren: choices?.verfahren, einheit: choices?.einheiten, zustaendig: choices?.personen }[name];
    return known?.find((o) => o.wert === wert)?.label ?? wert;
  };
}

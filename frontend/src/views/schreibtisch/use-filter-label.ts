import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { einheitenQuery } from "../../api/queries.ts";
import { formatDate } from "../../lib/date.ts";
import type { FilterName } from "./search.ts";

/** The value of a filter in words. */
export function useFilterLabel(): (name: FilterName, wert: string) => string {
  const { t, i18n } = useTranslation();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  return (name, wert) => {
    if (name === "status")
      return wert
        .split(",")
        .map((status) => t(`status.${status}`, { defaultValue: status }))
        .join(", ");
    if (name === "wartetAuf") return t(`wartetAuf.${wert}`, { defaultValue: wert });
    if (name === "einheit") return einheiten.find((e) => e.schluessel === wert)?.name ?? wert;
    if (name === "eingangVon" || name === "eingangBis") return formatDate(wert, i18n.language);
    return wert;
  };
}

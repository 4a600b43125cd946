import type { TFunction } from "i18next";

/** What a list of the desk is called: what was searched for, or the view. */
export const listTitle = (t: TFunction, { ansicht, suche }: { ansicht: string; suche?: string }): string =>
  suche ? t("schreibtisch.treffer", { suche }) : t(`ansicht.${ansicht}`);

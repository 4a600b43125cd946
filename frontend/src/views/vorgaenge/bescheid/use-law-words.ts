import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** The texts of the house in the words of a procedural law: a tax is assessed, not granted (`…_AO`). */
export function useLawWords(recht: string) {
  const { t: plain, i18n } = useTranslation();
  const t = useMemo(
    () => ((key: string, options?: object) => plain(key, { context: recht, ...options })) as TFunction,
    [plain, recht],
  );
  return { t, i18n };
}

import { useTranslation } from "react-i18next";
import type { Problem } from "../api/types.ts";

/** The characters no letter can show, each with its place, and once for every place what helps. */
export function LetterSigns({ places }: { places: NonNullable<Problem["zeichen"]> }) {
  const { t } = useTranslation();
  const shown = (code: string) => {
    const sign = String.fromCodePoint(Number.parseInt(code.slice(2), 16));
    return /[\p{C}\p{M}\p{Z}]/u.test(sign) ? code : `${sign} (${code})`;
  };
  return (
    <>
      <ul>
        {places.map(({ feld, nr, zeile, stelle, zeichen }) => (
          <li key={`${feld} ${nr} ${zeile} ${stelle}`}>
            {t("zeichen.stelle", { ort: t(`zeichen.ort.${feld}`, { nr }), zeile, stelle, zeichen: shown(zeichen) })}
          </li>
        ))}
      </ul>
      {[...new Set(places.map(({ feld }) => t(`zeichen.hilfe.${feld}`)))].map((help) => (
        <span key={help}>{help}</span>
      ))}
    </>
  );
}

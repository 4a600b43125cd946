import { useTranslation } from "react-i18next";
import type { ZugangLage } from "../../api/types.ts";
import { Tag } from "../../components/Tag.tsx";

const COLOURS = { gut: "green", warnung: "amber", stoerung: "red", ruht: "grey" } as const;

/** The state of a Zugang in a word, with its reasons. */
export function Ampel({ lage, reasons = true }: { lage: ZugangLage; reasons?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Tag colour={COLOURS[lage.ampel]}>{t(`zugang.ampel.${lage.ampel}`)}</Tag>
      {reasons && lage.gruende.length > 0 && (
        <small>{lage.gruende.map((g) => t(`zugang.grund.${g}`)).join(", ")}</small>
      )}
    </>
  );
}

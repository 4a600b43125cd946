import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Prozessbild } from "../api/types.ts";
import { formatEnd } from "../lib/date.ts";
import { type Drawing, Picture } from "./Picture.tsx";

/** Where a run stands in the picture, and until when. */
export function ProcessPicture({ bild }: { bild: Prozessbild }) {
  const { t, i18n } = useTranslation();
  const drawing = useMemo((): Drawing => {
    const dates = bild.warten
      .flatMap((w) => w.ereignisse)
      .flatMap(({ element, bis }) => (bis ? [{ element, text: formatEnd(bis, i18n.language) }] : []));
    const marks = { done: bild.erledigt, here: bild.tokens, incident: bild.vorfaelle };
    return {
      bpmn: bild.bpmn,
      label: t("prozess.bild"),
      marks,
      first: [...bild.warten.map((w) => w.element), ...bild.tokens], // a wait has a day beside it
      dates,
      broken: t("prozess.bildKaputt"),
    };
  }, [bild, t, i18n.language]);
  return <Picture drawing={drawing} />;
}

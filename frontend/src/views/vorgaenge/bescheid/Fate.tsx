import { useTranslation } from "react-i18next";
import type { Bescheid, Bescheidaenderung, Vorgang } from "../../../api/types.ts";
import { formatDate, formatDateWithDay } from "../../../lib/date.ts";
import { outcomeKey } from "./decision-draft.ts";
import { useLawWords } from "./use-law-words.ts";

/** In words: what a Bescheid does to an earlier one. */
export function useChangeText(vorgang: Vorgang) {
  const { t, i18n } = useTranslation();
  const day = (iso: string) => formatDateWithDay(iso, i18n.language);
  return (x: Bescheidaenderung): string => {
    const earlier = vorgang.bescheide.find((b) => b.id === x.bezug);
    return [
      t("aenderung.aendert", {
        art: t(`aenderung.art.${x.art}`),
        datum: earlier ? formatDate(earlier.am, i18n.language) : "",
      }),
      x.statt && t(`aenderung.art.${x.statt.art}`),
      x.grund && t(`aenderung.grund.${x.grund}`),
      x.ab && t("aenderung.wirkt", { tag: day(x.ab) }),
      x.kenntnisAm && t("aenderung.seit", { tag: day(x.kenntnisAm) }),
      x.antragAm && t("aenderung.beantragt", { tag: day(x.antragAm) }),
    ]
      .filter(Boolean)
      .join(" · ");
  };
}

/** What later ones have done to a Bescheid. */
export function Fate({ bescheid, recht }: { bescheid: Bescheid; recht: string }) {
  const { t, i18n } = useLawWords(recht);
  return bescheid.folgen.map((f) => (
    <p key={f.id}>
      <strong>
        {t(f.art === "ersetzen" || f.zustand === "bekanntgegeben" ? `aenderung.folge.${f.art}` : "aenderung.bald", {
          ...{ datum: formatDate(f.am, i18n.language), art: t(`aenderung.name.${f.art}`) },
        })}
      </strong>{" "}
      {t("aenderung.folgeStand", {
        ergebnis: t(outcomeKey(f.art, f.ergebnis)),
        zustand: t(`bescheidZustand.${f.zustand}`),
      })}{" "}
      {f.ab && t("aenderung.folgeAb", { tag: formatDateWithDay(f.ab, i18n.language) })}
    </p>
  ));
}

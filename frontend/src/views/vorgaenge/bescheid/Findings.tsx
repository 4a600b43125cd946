import { useTranslation } from "react-i18next";
import type { Feststellung } from "../../../api/types.ts";
import { Details } from "../../../components/Details.tsx";
import { Numbers } from "../../../components/Lists.tsx";
import { formatDateWithDay, formatMoment, isAhead } from "../../../lib/date.ts";

/** How the day was found, and what was found before: nothing is overwritten. */
export function Findings({ findings }: { findings: Feststellung[] }) {
  const { t, i18n } = useTranslation();
  const day = (iso: string) => formatDateWithDay(iso, i18n.language);
  if (findings.length < 2) return null; // the one there is stands above
  return (
    <Details summary={t("feststellung.titel")}>
      <Numbers>
        {findings.map((f) => (
          <li key={f.am + f.anlass}>
            {t(f.abruf ? "feststellung.abruf" : "feststellung.zeile", {
              zeit: formatMoment(f.am, i18n.language),
              von: f.von,
              anlass: t(`feststellung.anlass.${f.anlass}`),
            })}
            {" – "}
            {[
              f.aufgegebenAm && t("feststellung.post", { tag: day(f.aufgegebenAm) }),
              f.bekanntgabeAm
                ? t(isAhead(f.bekanntgabeAm) ? "feststellung.gilt" : "feststellung.bekannt", {
                    tag: day(f.bekanntgabeAm),
                  })
                : t("feststellung.ohne"),
              f.rechtsbehelfBis && t("feststellung.bis", { tag: day(f.rechtsbehelfBis) }),
              f.bekanntgabeAm && t(f.art === "regel" ? "feststellung.durchRegel" : "feststellung.durchHand", f),
            ]
              .filter(Boolean)
              .join(" · ")}
            {f.beleg && <div>{t("feststellung.beleg", { beleg: t(`berichtigung.belege.${f.beleg}`) })}</div>}
            {f.anschrift && <div>{t("feststellung.an", { anschrift: f.anschrift.join(", ") })}</div>}
            {f.grund && <div>{t("feststellung.grund", { grund: f.grund })}</div>}
          </li>
        ))}
      </Numbers>
    </Details>
  );
}

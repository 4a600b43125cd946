import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../api/commands.ts";
import type { Sendung, Vorgang } from "../api/types.ts";
import { formatDateWithDay, formatMoment } from "../lib/date.ts";

/** Where a letter is, in words: made, waiting for the post, posted, come back, not sent. */
export function LetterState({ sendung: s }: { sendung: Sendung }) {
  const { t, i18n } = useTranslation();
  const datum = s.aufgegebenAm ? formatDateWithDay(s.aufgegebenAm, i18n.language) : "";
  const zeit = formatMoment(s.am, i18n.language);
  return t([`brief.zustand.${s.zustand}`, `sendung.${s.zustand}`], { datum, zeit });
}

/** The address on a letter, when it was posted, and the letter itself. */
export function LetterFacts({ vorgang, sendung: s }: { vorgang: Vorgang; sendung: Sendung }) {
  const { t, i18n } = useTranslation();
  const posted = s.aufgegebenAm && !(s.ziel === "post" && s.zustand === "bereitgestellt");
  return (
    <>
      {posted && ` · ${t("brief.aufgegeben", { datum: formatDateWithDay(s.aufgegebenAm ?? "", i18n.language) })}`}
      {s.anschrift && ` · ${t("brief.an", { anschrift: s.anschrift })}`}
      {s.dokument && (
        <>
          {" · "}
          <a href={dokumentUrl(vorgang.id, s.dokument, true)} target="_blank" rel="noopener">
            {t("brief.pdf")}
          </a>
        </>
      )}
    </>
  );
}

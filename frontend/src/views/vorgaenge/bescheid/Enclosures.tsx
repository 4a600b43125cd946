import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../../../api/commands.ts";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { LineName, Lines } from "../../../components/Lines.tsx";
import { isAvailable } from "../../../domain/DocumentList.tsx";

/** The files that go with a letter, to be looked at and printed. */
export function Enclosures({ vorgang, bescheid }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t } = useTranslation();
  const count = bescheid.anlagen.length;
  if (count === 0) return null;
  return (
    <section aria-label={t("bescheid.anhaenge")}>
      <p className="label">{t("bescheid.anhaenge")}</p>
      <Lines>
        {bescheid.anlagen.map(({ dokumentId, titel }) => {
          const file = vorgang.dokumente.find((d) => d.id === dokumentId && isAvailable(d));
          return (
            <li key={dokumentId}>
              <LineName>
                {file ? (
                  <a href={dokumentUrl(vorgang.id, dokumentId, file.ansehbar)} target="_blank" rel="noopener">
                    {titel}
                  </a>
                ) : (
                  titel
                )}
              </LineName>
            </li>
          );
        })}
      </Lines>
      {bescheid.kanal === "post" && <p className="muted">{t("bescheid.beilegen", { count })}</p>}
    </section>
  );
}

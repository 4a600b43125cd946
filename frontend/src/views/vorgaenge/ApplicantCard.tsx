import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../api/types.ts";
import { Card } from "../../components/Card.tsx";
import { Facts } from "../../components/Facts.tsx";
import { applicantRows, isGuessed } from "../../domain/applicant.ts";
import { Guessed } from "../../domain/Guessed.tsx";
import { formatMoment } from "../../lib/date.ts";

/** Who applied, how to reach them, and how sure we are of it. */
export function ApplicantCard({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const a = vorgang.antragstellerDaten;
  const rows: [string, string | undefined][] = [
    ...applicantRows(a, t, i18n.language),
    ["einwilligung", t(vorgang.einwilligung ? "antragsteller.einwilligungJa" : "antragsteller.einwilligungNein")],
    ["erreichbar", t(vorgang.antwortMoeglich ? "antragsteller.erreichbarJa" : "antragsteller.erreichbarNein")],
    ["eingang", formatMoment(vorgang.eingangAm, i18n.language)],
    [
      "formular",
      [vorgang.formular.titel ?? vorgang.formular.schluessel, vorgang.formular.version].filter(Boolean).join(" · "),
    ],
    ["leika", vorgang.leika.join(", ")],
  ];
  return (
    <Card aria-labelledby="antragsteller">
      <h2 id="antragsteller">{t("antragsteller.titel")}</h2>
      <Facts>
        {rows.map(([name, wert]) =>
          wert ? (
            <div key={name}>
              <dt>{t(`antragsteller.${name}`)}</dt>
              <dd>
                {wert}
                <Guessed applicant={a} row={name} />
              </dd>
            </div>
          ) : null,
        )}
        {a.email && (
          <div>
            <dt>{t("antragsteller.email")}</dt>
            <dd>
              {a.emailUnbrauchbar || isGuessed(a, "email") ? a.email : <a href={`mailto:${a.email}`}>{a.email}</a>}
              <Guessed applicant={a} row="email" />
            </dd>
          </div>
        )}
      </Facts>
      {a.emailUnbrauchbar && (
        <p className="muted">{t(`antragsteller.unbrauchbar${vorgang.antwortMoeglich ? "Hilfe" : "Post"}`)}</p>
      )}
      {a.unbestaetigt?.length ? <p className="muted">{t("antragsteller.unbestaetigtHilfe")}</p> : null}
    </Card>
  );
}

import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../api/types.ts";
import { formatDate, formatMoment } from "../../lib/date.ts";

/** Who applied, how to reach them, and how sure we are of it. */
export function ApplicantCard({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const a = vorgang.antragstellerDaten;
  const born =
    a.geburtsdatum && /^\d{4}-\d{2}-\d{2}$/.test(a.geburtsdatum)
      ? formatDate(a.geburtsdatum, i18n.language)
      : a.geburtsdatum;
  const level = a.vertrauensniveau
    ? t(`niveau.${a.vertrauensniveau}`, { defaultValue: String(a.vertrauensniveau) })
    : "";
  const account = a.konto && t(`konto.${a.konto}`, { defaultValue: a.konto });
  const rows: [string, string | undefined][] = [
    ["firma", a.firma],
    ["name", [a.anrede, a.titel, a.vorname, a.nachname].filter(Boolean).join(" ")],
    ["geboren", born],
    [
      "anschrift",
      [[a.strasse, a.hausnummer].filter(Boolean).join(" "), [a.plz, a.ort].filter(Boolean).join(" ")]
        .filter(Boolean)
        .join(", "),
    ],
    ["telefon", a.telefon],
    ["konto", [account, level].filter(Boolean).join(", ")],
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
    <section className="card" aria-labelledby="antragsteller">
      <h2 id="antragsteller">{t("antragsteller.titel")}</h2>
      <dl className="facts">
        {rows.map(([name, wert]) =>
          wert ? (
            <div key={name}>
              <dt>{t(`antragsteller.${name}`)}</dt>
              <dd>{wert}</dd>
            </div>
          ) : null,
        )}
        {a.email && (
          <div>
            <dt>{t("antragsteller.email")}</dt>
            <dd>
              <a href={`mailto:${a.email}`}>{a.email}</a>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

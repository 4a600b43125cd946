import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../api/types.ts";
import { Card } from "../../components/Card.tsx";
import { Facts } from "../../components/Facts.tsx";
import { addressLine } from "../../domain/address-line.ts";
import { applicantRows, isGuessed, paymentText } from "../../domain/applicant.ts";
import { Guessed } from "../../domain/Guessed.tsx";
import { formatMoment } from "../../lib/date.ts";

function Value({ name, text, vorgang }: { name: string; text: string; vorgang: Vorgang }) {
  const a = vorgang.antragstellerDaten;
  const writable = name === "email" && !a.emailUnbrauchbar && !isGuessed(a, "email");
  return writable ? <a href={`mailto:${text}`}>{text}</a> : text;
}

/** Where letters go: said where there is no other way, and where no letter gets there. */
function lettersTo({ antwortMoeglich, briefanschrift, briefMangel }: Vorgang, t: TFunction): string {
  if (briefMangel) return t(`fehlerFeld.${briefMangel}`);
  return antwortMoeglich ? "" : addressLine(t, briefanschrift);
}

/** Whether a Bescheid can be announced in the mailbox of the account; without one nothing is said. */
function inMailbox({ postfachGrund }: Vorgang, t: TFunction): string | undefined {
  if (postfachGrund === "no_mailbox") return undefined;
  return t(postfachGrund ? `fehlerFeld.${postfachGrund}` : "antragsteller.imPostfachJa");
}

/** Who applied, how to reach them, and how sure we are of it. */
export function ApplicantCard({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const a = vorgang.antragstellerDaten;
  const rows: [string, string | undefined][] = [
    ...applicantRows(a, t, i18n.language),
    ["einwilligung", t(vorgang.einwilligung ? "antragsteller.einwilligungJa" : "antragsteller.einwilligungNein")],
    ["imPostfach", inMailbox(vorgang, t)],
    ["erreichbar", t(vorgang.antwortMoeglich ? "antragsteller.erreichbarJa" : "antragsteller.erreichbarNein")],
    ["briefe", lettersTo(vorgang, t)],
    ["eingang", formatMoment(vorgang.eingangAm, i18n.language)],
    [
      "formular",
      [vorgang.formular.titel ?? vorgang.formular.schluessel, vorgang.formular.version].filter(Boolean).join(" · "),
    ],
    ["leika", vorgang.leika.join(", ")],
    ["zahlung", paymentText(vorgang.zahlung, t, i18n.language)],
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
                <Value {...{ name, vorgang }} text={wert} />
                <Guessed applicant={a} row={name} />
              </dd>
            </div>
          ) : null,
        )}
      </Facts>
      {a.emailUnbrauchbar && (
        <p className="muted">{t(`antragsteller.unbrauchbar${vorgang.antwortMoeglich ? "Hilfe" : "Post"}`)}</p>
      )}
      {a.unbestaetigt?.length ? <p className="muted">{t("antragsteller.unbestaetigtHilfe")}</p> : null}
    </Card>
  );
}

import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { Card } from "../components/Card";
import { Facts } from "../components/Facts";

export function Contact({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="kontakt">
      <h2 id="kontakt" tabIndex={-1}>
        {t("kontakt.titel")}
      </h2>
      <Card className="stack">
        <ContactDetails vorgang={vorgang} />
      </Card>
    </section>
  );
}

function ContactDetails({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const { einheit, telefon, email, anschrift } = vorgang.kontakt;
  const subject = encodeURIComponent(`${vorgang.titel} (${vorgang.vorgangsnummer})`);
  return (
    <>
      <p>
        <strong lang="de">{vorgang.behoerde}</strong>
        <br />
        <span lang="de">{einheit}</span>
      </p>
      <Facts>
        {telefon && (
          <>
            <dt>{t("kontakt.telefon")}</dt>
            <dd>
              <a className="kern-link" href={`tel:${telefon.replace(/[^+\d]/g, "")}`}>
                {telefon}
              </a>
            </dd>
          </>
        )}
        {email && (
          <>
            <dt>{t("kontakt.email")}</dt>
            <dd>
              <a className="kern-link" href={`mailto:${email}?subject=${subject}`}>
                {email}
              </a>
            </dd>
          </>
        )}
        {anschrift && (
          <>
            <dt>{t("kontakt.anschrift")}</dt>
            <dd className="pre" lang="de">
              {anschrift}
            </dd>
          </>
        )}
      </Facts>
      <p className="small muted">{t("kontakt.nummer", { nummer: vorgang.vorgangsnummer })}</p>
    </>
  );
}

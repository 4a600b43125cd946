import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dokumentUrl, postBescheid } from "../../../api/commands.ts";
import { useRecht } from "../../../api/session.ts";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { TextField } from "../../../components/fields.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { formatDate, formatDateWithDay, formatMoment, today } from "../../../lib/date.ts";
import { euro } from "../../../lib/number.ts";

const COLOUR: Record<Bescheid["zustand"], string> = {
  wird_erstellt: "grey",
  bereitgestellt: "blue",
  zur_post: "amber",
  bekanntgegeben: "green",
  abruf_abgelaufen: "red",
  fehlgeschlagen: "red",
};

function Posted({ vorgang, bescheid }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t, i18n } = useTranslation();
  const [am, setAm] = useState(today());
  const action = useVorgangAction<string>(vorgang, (version, tag) =>
    postBescheid(vorgang.id, bescheid.id, version, tag),
  );
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        action.send(am);
      }}
    >
      <div className="rowflex addline">
        <TextField
          label={t("bescheid.aufgegebenAm")}
          hint={t("bescheid.aufgegebenHinweis")}
          type="date"
          required
          max={today()}
          value={am}
          onChange={setAm}
        />
        <Button type="submit" kind="primary" busy={action.busy}>
          {t("bescheid.aufgegeben")}
        </Button>
      </div>
      <ActionFeedback action={action} typed={(tag) => formatDate(tag, i18n.language)} />
    </form>
  );
}

/** One decision with the computation of its Bekanntgabe, step by step. */
export function Decision({ vorgang, bescheid: b }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t, i18n } = useTranslation();
  const may = useRecht("vorgang.bescheiden");
  const day = (tag?: string | null) => (tag ? formatDateWithDay(tag, i18n.language) : t("bescheid.nochOffen"));
  return (
    <section className="card" aria-labelledby={`b-${b.id}`}>
      <div className="rowflex">
        <h2 id={`b-${b.id}`}>
          {t("bescheid.vom", { ergebnis: t(`ergebnis.${b.ergebnis}`), datum: formatMoment(b.am, i18n.language) })}
        </h2>
        <span className={`tag ${COLOUR[b.zustand]}`}>{t(`bescheidZustand.${b.zustand}`)}</span>
        {b.dokumentId && (
          <a className="push" href={dokumentUrl(vorgang.id, b.dokumentId, true)} target="_blank" rel="noopener">
            {t("bescheid.pdf")}
          </a>
        )}
      </div>
      <dl className="facts">
        <div>
          <dt>{t("bescheid.von")}</dt>
          <dd>{b.von}</dd>
        </div>
        <div>
          <dt>{t("bescheid.kanal")}</dt>
          <dd>{t(`kanal.${b.kanal}`)}</dd>
        </div>
        <div>
          <dt>{t("bescheid.gebuehr")}</dt>
          <dd>{euro(b.gebuehr, i18n.language)}</dd>
        </div>
        {b.begruendung && (
          <div>
            <dt>{t("bescheid.begruendung")}</dt>
            <dd className="pre">{b.begruendung}</dd>
          </div>
        )}
        {b.auflagen.length > 0 && (
          <div>
            <dt>{t("bescheid.auflagen")}</dt>
            <dd>
              <ol className="numbers">
                {b.auflagen.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ol>
            </dd>
          </div>
        )}
      </dl>
      {["zur_post", "bereitgestellt", "abruf_abgelaufen"].includes(b.zustand) && may && (
        <Posted vorgang={vorgang} bescheid={b} />
      )}
      {b.bekanntgabe && (
        <section className="stack-s" aria-label={t("bescheid.bekanntgabe")}>
          <h3>{t("bescheid.bekanntgabe")}</h3>
          <dl className="facts">
            <div>
              <dt>{t("bescheid.bekanntAm")}</dt>
              <dd>
                <strong>{day(b.bekanntgabe.am)}</strong>
              </dd>
            </div>
            <div>
              <dt>{t("bescheid.rechtsbehelfBis")}</dt>
              <dd>
                <strong>{day(b.bekanntgabe.rechtsbehelfBis)}</strong>
              </dd>
            </div>
            <div>
              <dt>{t("bescheid.regel")}</dt>
              <dd>{b.bekanntgabe.regel}</dd>
            </div>
          </dl>
          <ol className="numbers">
            {b.bekanntgabe.schritte.map((schritt) => (
              <li key={schritt}>{schritt}</li>
            ))}
          </ol>
        </section>
      )}
    </section>
  );
}

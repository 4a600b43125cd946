import { dokumentUrl } from "../../../api/commands.ts";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { Card } from "../../../components/Card.tsx";
import { Facts } from "../../../components/Facts.tsx";
import { Numbers } from "../../../components/Lists.tsx";
import { Tag, type TagColour } from "../../../components/Tag.tsx";
import { addressLine } from "../../../domain/address-line.ts";
import { Evidence } from "../../../domain/Evidence.tsx";
import { formatDateWithDay, formatMoment } from "../../../lib/date.ts";
import { euro } from "../../../lib/number.ts";
import { AddAddressee } from "./AddAddressee.tsx";
import { Addressee } from "./Addressee.tsx";
import { Announced } from "./Announced.tsx";
import { Correction } from "./Correction.tsx";
import { outcomeKey } from "./decision-draft.ts";
import { Enclosures } from "./Enclosures.tsx";
import { Fate, useChangeText } from "./Fate.tsx";
import { Findings } from "./Findings.tsx";
import { Held } from "./Held.tsx";
import { OtherWay } from "./OtherWay.tsx";
import { PaymentFacts } from "./PaymentFacts.tsx";
import { PostForm } from "./PostForm.tsx";
import { useLawWords } from "./use-law-words.ts";

const COLOUR: Record<Bescheid["zustand"], TagColour> = {
  wird_erstellt: "grey",
  bereitgestellt: "blue",
  zur_post: "amber",
  bekanntgegeben: "green",
  abruf_abgelaufen: "red",
  fehlgeschlagen: "red",
  unterwegs: "grey",
  nicht_zugestellt: "red",
  ungewiss: "red",
};

/** One decision with the computation of its Bekanntgabe, step by step. */
export function Decision({ vorgang, bescheid: b }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t, i18n } = useLawWords(vorgang.recht);
  const art = b.aenderung?.statt?.art ?? b.aenderung?.art;
  const nr = vorgang.bescheide.length > 1 ? `${vorgang.bescheide.findIndex(({ id }) => id === b.id) + 1}. ` : "";
  const replaced = b.folgen.some((f) => f.art === "ersetzen");
  const changes = art && art !== "ersetzen" && art !== "wiederaufgreifen" ? t(`aenderung.name.${art}`) : undefined;
  const changeText = useChangeText(vorgang);
  const day = (tag?: string | null) => (tag ? formatDateWithDay(tag, i18n.language) : t("bescheid.nochOffen"));
  return (
    <Card aria-labelledby={`b-${b.id}`}>
      <div className="rowflex">
        <h2 id={`b-${b.id}`}>
          {nr}
          {t("bescheid.vom", {
            ergebnis: changes ?? t(`ergebnis.${b.ergebnis}`),
            datum: formatMoment(b.am, i18n.language),
          })}
        </h2>
        {replaced ? (
          <Tag colour="grey">{t("aenderung.ersetzt")}</Tag>
        ) : (
          <Tag colour={COLOUR[b.zustand]}>{t(`bescheidZustand.${b.zustand}`)}</Tag>
        )}
        {b.dokumentId && (
          <a className="push" href={dokumentUrl(vorgang.id, b.dokumentId, true)} target="_blank" rel="noopener">
            {t("bescheid.pdf")}
          </a>
        )}
      </div>
      <Fate bescheid={b} recht={vorgang.recht} />
      <Facts>
        {b.aenderung && (
          <div>
            <dt>{t("aenderung.zu")}</dt>
            <dd>{changeText(b.aenderung)}</dd>
          </div>
        )}
        {changes && (
          <div>
            <dt>{t("aenderung.danachKurz")}</dt>
            <dd>{t(outcomeKey(art, b.ergebnis))}</dd>
          </div>
        )}
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
        {b.zahlung && (
          <div>
            <dt>{t("zahlung.titel")}</dt>
            <dd>
              <PaymentFacts zahlung={b.zahlung} />
            </dd>
          </div>
        )}
        {b.tenor && (
          <div>
            <dt>{t("bescheid.entschieden")}</dt>
            <dd className="pre">{[b.tenor, b.ablehnung].filter(Boolean).join("\n")}</dd>
          </div>
        )}
        {b.begruendung && (
          <div>
            <dt>{t("bescheid.begruendung")}</dt>
            <dd className="pre">{b.begruendung}</dd>
          </div>
        )}
        {b.anhoerung && (
          <div>
            <dt>{t("bescheid.anhoerung")}</dt>
            <dd>
              {b.anhoerung.am
                ? t("bescheid.anhoerungAm", { tag: day(b.anhoerung.am) })
                : t("bescheid.anhoerungNicht", { grund: t(`anhoerung.grund.${b.anhoerung.grund}`) })}
            </dd>
          </div>
        )}
        {b.rechtsbehelf && (
          <div>
            <dt>{t("bescheid.belehrung")}</dt>
            <dd>{b.rechtsbehelf}</dd>
          </div>
        )}
        {b.nebenbestimmungen.length > 0 && (
          <div>
            <dt>{t("bescheid.auflagen")}</dt>
            <dd>
              <Numbers>
                {b.nebenbestimmungen.map(({ art, text }) => (
                  <li key={text}>
                    {t(`nebenbestimmung.${art}`)}: {text}
                  </li>
                ))}
              </Numbers>
            </dd>
          </div>
        )}
      </Facts>
      {b.anschrift && (
        <p>
          {t(b.anschrift.vertritt ? "adressat.anVertretung" : "berichtigung.anschrift")}: {addressLine(t, b.anschrift)}
        </p>
      )}
      <Enclosures vorgang={vorgang} bescheid={b} />
      <Held letter={b} />
      {!replaced && i18n.exists(`bescheid.imPostfach.${b.zustand}`) && <p>{t(`bescheid.imPostfach.${b.zustand}`)}</p>}
      <PostForm vorgang={vorgang} bescheid={b} act="postaufgabe" submit={t("bescheid.aufgegeben")} />
      <OtherWay vorgang={vorgang} bescheid={b} />
      <Announced letter={b} of={b.id} />
      <Correction vorgang={vorgang} bescheid={b} />
      <Findings findings={b.feststellungen} />
      <Evidence vorgang={vorgang} objekt={b.id} what={t("nachrichtArt.bescheid")} />
      {b.adressaten.map((a) => (
        <Addressee key={a.id} {...{ vorgang, bescheid: b, adressat: a }} />
      ))}
      <AddAddressee vorgang={vorgang} bescheid={b} />
    </Card>
  );
}

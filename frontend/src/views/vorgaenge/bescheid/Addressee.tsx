import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../../../api/commands.ts";
import type { Adressat, Bescheid, Vorgang } from "../../../api/types.ts";
import { Tag } from "../../../components/Tag.tsx";
import { addressLine } from "../../../domain/address-line.ts";
import { formatMoment } from "../../../lib/date.ts";
import { Announced } from "./Announced.tsx";
import { Correction } from "./Correction.tsx";
import { Findings } from "./Findings.tsx";
import { Held } from "./Held.tsx";
import { PostForm } from "./PostForm.tsx";
import { StrikeAddressee } from "./StrikeAddressee.tsx";

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  adressat: Adressat;
}

const COLOURS = { zur_post: "amber", bekanntgegeben: "green", gestrichen: "grey" } as const;

/** Somebody else the decision is announced to: a letter, a day and a period of their own. */
export function Addressee({ vorgang, bescheid, adressat: a }: Props) {
  const { t, i18n } = useTranslation();
  const { name } = a.anschrift;
  return (
    <section className="stack-s" aria-labelledby={`an-${a.id} b-${bescheid.id}`}>
      <div className="rowflex">
        <h3 id={`an-${a.id}`}>{t("adressat.auchAn", { name })}</h3>
        <Tag colour={COLOURS[a.zustand]}>{t(`bescheidZustand.${a.zustand}`)}</Tag>
        {a.dokumentId && (
          <a className="push" href={dokumentUrl(vorgang.id, a.dokumentId, true)} target="_blank" rel="noopener">
            {t("adressat.pdf", { name })}
          </a>
        )}
      </div>
      <p>
        {t(`kanal.${a.kanal}`)}: {addressLine(t, a.anschrift)}
      </p>
      <p className="muted">{t("adressat.genannt", { von: a.von, zeit: formatMoment(a.am, i18n.language) })}</p>
      <Held letter={a} />
      <PostForm {...{ vorgang, bescheid, adressat: a }} act="postaufgabe" submit={t("bescheid.aufgegeben")} />
      <StrikeAddressee {...{ vorgang, bescheid, adressat: a }} />
      <Announced letter={a} of={bescheid.id} to={name} />
      <Correction {...{ vorgang, bescheid, adressat: a }} />
      <Findings findings={a.feststellungen} />
    </section>
  );
}

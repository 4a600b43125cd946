import type { Vorgang, Zeichnung } from "../../../api/types.ts";
import { Card } from "../../../components/Card.tsx";
import { Facts } from "../../../components/Facts.tsx";
import { Tag, type TagColour } from "../../../components/Tag.tsx";
import { formatMoment } from "../../../lib/date.ts";
import { Changed } from "./Changed.tsx";
import { useChangeText } from "./Fate.tsx";
import { ReturnRound } from "./ReturnRound.tsx";
import { SignRound } from "./SignRound.tsx";
import { useLawWords } from "./use-law-words.ts";
import { parts } from "./zeichnung-parts.ts";

const COLOUR: Record<Zeichnung["zustand"], TagColour> = {
  vorgelegt: "amber",
  gezeichnet: "green",
  zurueckgegeben: "red",
  zurueckgeholt: "grey",
  hinfaellig: "grey",
};

interface Props {
  vorgang: Vorgang;
  round: Zeichnung;
  /** Which of the rounds it is, from 1. */
  nr: number;
  /** The round before, to say what has changed. */
  before?: Zeichnung;
}

/** One round of four eyes: what was written, what differs from the round before, and what can be done with it. */
export function Round({ vorgang, round: z, nr, before }: Props) {
  const { t, i18n } = useLawWords(vorgang.recht);
  const change = useChangeText(vorgang);
  const now = parts(z, t, i18n.language, change);
  const then = before && parts(before, t, i18n.language, change);
  const changed =
    then &&
    now.flatMap(({ label, text }, i) => {
      const was = then[i]?.text ?? "";
      return was === text ? [] : [{ label, was, text }];
    });
  return (
    <Card aria-labelledby={`z-${z.id}`}>
      <div className="rowflex">
        <h2 id={`z-${z.id}`}>{t("zeichnung.titel", { nr, datum: formatMoment(z.am, i18n.language) })}</h2>
        <Tag colour={COLOUR[z.zustand]}>{t(`zeichnung.zustand.${z.zustand}`)}</Tag>
      </div>
      {z.entschiedenAm && (
        <p>
          {t("zeichnung.entschieden", {
            zustand: t(`zeichnung.zustand.${z.zustand}`),
            name: z.entschiedenVon,
            zeit: formatMoment(z.entschiedenAm, i18n.language),
          })}
        </p>
      )}
      {z.bemerkung && (
        <p className="pre">
          <strong>{t("zeichnung.bemerkung")}:</strong> {z.bemerkung}
        </p>
      )}
      {changed && <Changed parts={changed} />}
      <Facts>
        <div>
          <dt>{t("zeichnung.von")}</dt>
          <dd>{z.von}</dd>
        </div>
        <div>
          <dt>{t("zeichnung.warum")}</dt>
          <dd>{z.gruende.map((grund) => t(`zeichnung.grund.${grund}`)).join(" ")}</dd>
        </div>
        {now
          .filter(({ text }) => text !== "")
          .map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="pre">{text}</dd>
            </div>
          ))}
      </Facts>
      {z.aktionen.includes("zurueckholen") && <p className="muted">{t("zeichnung.eigene")}</p>}
      <SignRound vorgang={vorgang} round={z} />
      <ReturnRound vorgang={vorgang} round={z} />
    </Card>
  );
}

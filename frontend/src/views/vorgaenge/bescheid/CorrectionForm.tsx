import { useState } from "react";
import { useTranslation } from "react-i18next";
import { correctBekanntgabe } from "../../../api/commands.ts";
import { asProblem } from "../../../api/problem.ts";
import type { Adressat, Berichtigung, Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { CheckField, RadioGroup, SelectField, TextArea, TextField } from "../../../components/fields.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { AddressFields } from "../../../domain/AddressFields.tsx";
import { useAct } from "../../../domain/use-act.ts";
import { formatDateWithDay, today } from "../../../lib/date.ts";
import { Question } from "./Question.tsx";

type Correcting = Berichtigung["anlass"];
const CORRECTIONS: Correcting[] = [
  "posttag_berichtigen",
  "spaeter_zugegangen",
  "zurueckgekommen",
  "nicht_zugegangen",
  "tag_feststellen",
];

/** Which of them the server offers now. */
export const corrections = (b: Bescheid | Adressat): Correcting[] =>
  CORRECTIONS.filter((akt) => b.aktionen.includes(akt));

type Beleg = NonNullable<Berichtigung["beleg"]>;
const BELEGE: Beleg[] = ["zustellungsurkunde", "empfangsbekenntnis", "uebergabe", "rueckschein"];

const ends = (anlass: string) => anlass === "zurueckgekommen" || anlass === "nicht_zugegangen";

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  /** Whose letter it is; without one, that of the applicant. */
  adressat?: Adressat;
  onDone: () => void;
}

/** One thing to put right, the reason, and then what follows from it before it is done. */
export function CorrectionForm({ vorgang, bescheid, adressat, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const offered = corrections(adressat ?? bescheid);
  const act = `berichtigung:${adressat?.id ?? bescheid.id}`;
  const [sent, setSent] = useState("");
  const action = useAct<Omit<Berichtigung, "version">>({
    vorgang,
    act,
    offered: offered.length > 0,
    blank: { anlass: offered.length === 1 ? (offered[0] ?? "") : "" },
    call: (version, input) =>
      correctBekanntgabe(vorgang.id, bescheid.id, { version, adressat: adressat?.id, ...input }),
    onDone,
  });
  const {
    anlass = "",
    grund = "",
    post = "",
    bekannt = "",
    neu = "",
    name = "",
    strasse = "",
    plzOrt = "",
    land = "",
    beleg = "",
  } = action.typed;
  const posted = anlass === "posttag_berichtigen";
  const asked = action.error ? asProblem(action.error).rueckfrage : undefined;
  const body: Omit<Berichtigung, "version"> = {
    anlass: anlass as Correcting,
    grund,
    ...(posted && { aufgegebenAm: post }),
    ...(bekannt && !ends(anlass) && { bekanntgabeAm: bekannt }),
    ...(anlass === "tag_feststellen" && beleg && { beleg: beleg as Beleg }),
    ...(ends(anlass) && neu && { anschrift: { name, strasse, plzOrt, ...(land && { land }) } }),
  };
  const frage = sent === JSON.stringify(body) ? asked : undefined;
  const sayDay =
    anlass === "tag_feststellen" ||
    anlass === "spaeter_zugegangen" ||
    (posted && (asked?.bestaetigen.includes("tag") || bekannt !== ""));
  const send = () => {
    setSent(JSON.stringify(body));
    action.send(frage?.bestaetigen.includes("folge") ? { ...body, bestaetigt: ["folge"] } : body);
  };
  const was = (adressat ?? bescheid).bekanntgabe?.am;
  const earlier = anlass === "tag_feststellen" && bekannt !== "" && Boolean(was) && bekannt < (was ?? "");
  const who = vorgang.antwortMoeglich ? t("berichtigung.erfaehrt") : t("berichtigung.erfaehrtNicht");
  const told = adressat ? t("adressat.erfaehrtNicht", { name: adressat.anschrift.name }) : who;
  const day = (iso: string) => iso && formatDateWithDay(iso, i18n.language);
  if (action.overtaken)
    return (
      <ActOvertaken
        {...{ vorgang, act, stood: action.stood }}
        name={t("berichtigung.titel")}
        own={[
          { label: t("berichtigung.was"), text: anlass && t(`berichtigung.akt.${anlass}`) },
          { label: t("bescheid.aufgegebenAm"), text: day(post) },
          { label: t("bescheid.bekanntAm"), text: day(bekannt) },
          { label: t("berichtigung.grund"), text: grund },
          { label: t("berichtigung.beleg"), text: beleg && t(`berichtigung.belege.${beleg}`) },
          { label: t("berichtigung.anschrift"), text: [name, strasse, plzOrt, land].filter(Boolean).join(", ") },
        ]}
      />
    );
  if (!action.stands) return null;
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <RadioGroup
        legend={t("berichtigung.was")}
        value={anlass}
        options={offered.map((akt) => ({ value: akt, label: t(`berichtigung.akt.${akt}`) }))}
        onChange={(was) => action.type({ anlass: was, bekannt: "" })}
      />
      {posted && (
        <TextField
          label={t("bescheid.aufgegebenAm")}
          type="date"
          required
          max={today()}
          value={post}
          onChange={(tag) => action.type({ post: tag })}
        />
      )}
      {sayDay && (
        <TextField
          label={t(anlass === "spaeter_zugegangen" ? "berichtigung.zugegangenAm" : "bescheid.bekanntAm")}
          type="date"
          required
          value={bekannt}
          onChange={(tag) => action.type({ bekannt: tag })}
        />
      )}
      {anlass === "tag_feststellen" && (
        <SelectField
          label={t("berichtigung.beleg")}
          hint={t("berichtigung.belegHinweis")}
          value={beleg}
          options={["", ...BELEGE].map((x) => ({ value: x, label: t(`berichtigung.belege.${x || "ohne"}`) }))}
          onChange={(x) => action.type({ beleg: x })}
        />
      )}
      <TextArea
        label={t("berichtigung.grund")}
        hint={t("berichtigung.grundHinweis")}
        required
        rows={2}
        maxLength={1000}
        value={grund}
        onChange={(text) => action.type({ grund: text })}
      />
      {ends(anlass) && (
        <CheckField
          label={t("berichtigung.neueAnschrift")}
          checked={neu !== ""}
          onChange={(an) => action.type({ neu: an ? "ja" : "" })}
        />
      )}
      {ends(anlass) && neu && <AddressFields {...{ name, strasse, plzOrt, land }} onChange={action.type} />}
      {earlier && <p role="status">{t("berichtigung.frueher")}</p>}
      {frage && <Question frage={frage} tag={post} />}
      <p className="muted">{told}</p>
      <div className="actions">
        <Button type="submit" kind="primary" busy={action.busy} disabled={!anlass}>
          {t(frage?.bestaetigen.includes("folge") ? "berichtigung.ja" : "berichtigung.weiter")}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t("allgemein.abbrechen")}
        </Button>
      </div>
      <ActionFeedback
        action={asked ? { ...action, error: null } : action}
        typed={(p) => p.grund}
        labels={{
          aufgegebenAm: t("bescheid.aufgegebenAm"),
          bekanntgabeAm: t("bescheid.bekanntAm"),
          grund: t("berichtigung.grund"),
          beleg: t("berichtigung.beleg"),
          anschrift: t("berichtigung.anschrift"),
        }}
      />
    </form>
  );
}

import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { RadioGroup, SelectField, TextField } from "../../../components/fields.tsx";
import { formatDate, today } from "../../../lib/date.ts";
import { begin, type Change, changes, chosen, type DecisionDraft, effect, knowledge } from "./decision-draft.ts";

interface Props {
  vorgang: Vorgang;
  draft: DecisionDraft;
  change: (part: Partial<DecisionDraft>) => void;
}

const keyOf = (art: string, bezug: string) => `${art}:${bezug}`;

/** What becomes of the Bescheid that stands already, on which ground, from when, and since when that is known. */
export function ChangeFields({ vorgang, draft, change }: Props) {
  const { t, i18n } = useTranslation();
  const offered = changes(vorgang);
  if (offered.length === 0 && !draft.aenderung) return null;
  const x = draft.aenderung;
  const { gruende = [], wirkung = false } = chosen(draft, vorgang)?.vorschlag ?? {};
  const reopens = effect(draft, vorgang) === "wiederaufgreifen";
  const set = (part: Partial<Change>) => x && change({ aenderung: { ...x, ...part } });
  const choose = (key: string) => {
    const found = offered.find(({ bescheid, vorschlag }) => keyOf(vorschlag.art, bescheid.id) === key);
    if (found) change(begin(draft, found));
  };
  return (
    <div className="stack">
      <RadioGroup
        legend={t("aenderung.was")}
        value={x ? keyOf(x.art, x.bezug) : ""}
        onChange={choose}
        options={offered.map(({ bescheid, vorschlag: { art, statt, norm } }) => ({
          value: keyOf(art, bescheid.id),
          label: t("aenderung.wahl", {
            art: t(`aenderung.art.${art}`),
            was: bescheid.aenderung ? t(`aenderung.name.${bescheid.aenderung.art}`) : t("nachrichtArt.bescheid"),
            datum: formatDate(bescheid.am, i18n.language),
          }),
          hint: `${t(`aenderung.hinweis.${statt ? "ersetzenAenderung" : art}`)} ${norm}`,
        }))}
      />
      {x && gruende.length > 0 && (
        <SelectField
          label={t("aenderung.grundFrage")}
          value={x.grund}
          options={[
            { value: "", label: t("allgemein.bitteWaehlen") },
            ...gruende.map(({ grund, norm }) => ({
              value: grund,
              label: `${t(`aenderung.grund.${grund}`)} (${norm})`,
            })),
          ]}
          onChange={(grund) => set({ grund: grund as Change["grund"] })}
        />
      )}
      {x && wirkung && (
        <TextField
          label={t("aenderung.ab")}
          hint={t("aenderung.abHinweis")}
          type="date"
          value={x.ab}
          onChange={(ab) => set({ ab })}
        />
      )}
      {x && knowledge(draft, vorgang) && (
        <TextField
          label={t(reopens ? "aenderung.kenntnisAmPerson" : "aenderung.kenntnisAm")}
          type="date"
          max={today()}
          value={x.kenntnisAm}
          onChange={(kenntnisAm) => set({ kenntnisAm })}
        />
      )}
      {x && reopens && (
        <TextField
          label={t("aenderung.antragAm")}
          type="date"
          max={today()}
          value={x.antragAm}
          onChange={(antragAm) => set({ antragAm })}
        />
      )}
    </div>
  );
}

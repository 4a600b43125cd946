import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { RadioGroup, SelectField, TextField } from "../../../components/fields.tsx";
import { today } from "../../../lib/date.ts";
import { against, type DecisionDraft, type Hearing } from "./decision-draft.ts";

/** Why nobody needs to be heard, as the server knows them. */
const GROUNDS = [
  "rechte_nicht_beruehrt",
  "gefahr_im_verzug",
  "frist_gefaehrdet",
  "angaben_gefolgt",
  "gleichartig",
  "vollstreckung",
  "zwingendes_interesse",
] as const;

interface Props {
  vorgang: Vorgang;
  draft: DecisionDraft;
  change: (part: Partial<DecisionDraft>) => void;
}

/** Before a decision against somebody: could they speak (§ 28 VwVfG, § 91 AO), and if not, why not. */
export function HearingFields({ vorgang, draft, change }: Props) {
  const { t } = useTranslation();
  const { anhoerung } = draft;
  const set = (part: Partial<Hearing>) => change({ anhoerung: { ...anhoerung, ...part } });
  if (!against(draft, vorgang)) return null;
  return (
    <>
      <RadioGroup
        legend={t("anhoerung.frage")}
        value={anhoerung.war}
        onChange={(war) => set({ war: war as Hearing["war"] })}
        options={[
          { value: "ja", label: t("anhoerung.ja") },
          { value: "nein", label: t("anhoerung.nein") },
        ]}
      />
      {anhoerung.war === "ja" && (
        <TextField
          label={t("anhoerung.am")}
          hint={t("anhoerung.amHinweis")}
          type="date"
          max={today()}
          value={anhoerung.am}
          onChange={(am) => set({ am })}
        />
      )}
      {anhoerung.war === "nein" && (
        <SelectField
          label={t("anhoerung.warum")}
          value={anhoerung.grund}
          options={[
            { value: "", label: t("allgemein.bitteWaehlen") },
            ...GROUNDS.map((value) => ({ value, label: t(`anhoerung.grund.${value}`) })),
          ]}
          onChange={(grund) => set({ grund: grund as Hearing["grund"] })}
        />
      )}
    </>
  );
}

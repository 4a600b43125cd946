import { useTranslation } from "react-i18next";
import type { Verfahren, Vorgang } from "../../../api/types.ts";
import { RadioGroup, SelectField, TextField } from "../../../components/fields.tsx";
import { today } from "../../../lib/date.ts";
import { against, type DecisionDraft, type Hearing } from "./decision-draft.ts";

interface Props {
  vorgang: Vorgang;
  verfahren?: Verfahren;
  draft: DecisionDraft;
  change: (part: Partial<DecisionDraft>) => void;
}

/** Before a decision against somebody: could they speak, and if not, why not by the law of the procedure. */
export function HearingFields({ vorgang, verfahren, draft, change }: Props) {
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
            ...(verfahren?.anhoerungsgruende ?? []).map(({ grund: value, norm }) => ({
              ...{ value, label: `${t(`anhoerung.grund.${value}`)} (${norm})` },
            })),
          ]}
          onChange={(grund) => set({ grund: grund as Hearing["grund"] })}
        />
      )}
    </>
  );
}

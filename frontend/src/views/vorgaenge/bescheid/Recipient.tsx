import { useTranslation } from "react-i18next";
import type { Briefanschrift, Vorgang } from "../../../api/types.ts";
import { CheckField, TextField } from "../../../components/fields.tsx";
import { AddressFields } from "../../../domain/AddressFields.tsx";
import { letterName } from "../../../domain/applicant.ts";
import type { DecisionDraft } from "./decision-draft.ts";
import { RepresentsAs } from "./RepresentsAs.tsx";

interface Props {
  vorgang: Vorgang;
  draft: DecisionDraft;
  change: (part: Partial<DecisionDraft>) => void;
}

const EMPTY: Briefanschrift = { name: "", strasse: "", plzOrt: "" };

/** Whom the letter is for: as the application says it, or as somebody knows better. */
export function Recipient({ vorgang, draft, change }: Props) {
  const { t } = useTranslation();
  const { anschrift } = draft;
  const name = letterName(vorgang);
  return (
    <>
      <CheckField
        label={t("bescheid.andereAnschrift")}
        checked={anschrift !== null}
        onChange={(other) => change({ anschrift: other ? { ...EMPTY, name } : null })}
      />
      {anschrift && (
        <AddressFields {...anschrift} onChange={(part) => change({ anschrift: { ...anschrift, ...part } })} />
      )}
      {anschrift && (
        <CheckField
          label={t("adressat.istBevollmaechtigt", { name })}
          checked={anschrift.vertritt !== undefined}
          onChange={(an) =>
            change({
              anschrift: { ...anschrift, vertritt: an ? name : undefined, vertretung: undefined },
            })
          }
        />
      )}
      {anschrift?.vertritt !== undefined && (
        <TextField
          label={t("bescheid.vertritt")}
          hint={t("bescheid.vertrittHinweis")}
          maxLength={200}
          value={anschrift.vertritt}
          onChange={(vertritt) => change({ anschrift: { ...anschrift, vertritt } })}
        />
      )}
      {anschrift?.vertritt && (
        <RepresentsAs
          value={anschrift.vertretung}
          onChange={(vertretung) => change({ anschrift: { ...anschrift, vertretung } })}
        />
      )}
    </>
  );
}

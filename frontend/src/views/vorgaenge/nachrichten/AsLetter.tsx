import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { CheckField, fieldClass } from "../../../components/fields.tsx";
import { AddressFields } from "../../../domain/AddressFields.tsx";
import { addressLine } from "../../../domain/address-line.ts";
import { addressOf, byLetter, type MessageDraft } from "./message-draft.ts";

interface Props {
  vorgang: Vorgang;
  draft: MessageDraft;
  change: (part: Partial<MessageDraft>) => void;
  error?: string;
}

/** That a message goes as a letter, too, or because there is no account; and where to. */
export function AsLetter({ vorgang, draft, change, error }: Props) {
  const { t } = useTranslation();
  const { antwortMoeglich, briefanschrift: known, briefMangel } = vorgang;
  const letter = byLetter(draft, vorgang);
  const typed = addressOf(draft, vorgang);
  const { name, strasse, plzOrt, land } = known;
  const to = addressLine(t, known);
  return (
    <div className="stack-s">
      {antwortMoeglich && (
        <CheckField
          label={t("brief.zusaetzlich")}
          checked={draft.brief === true}
          onChange={(brief) => change({ brief })}
        />
      )}
      {letter && briefMangel && <p>{t(antwortMoeglich ? "brief.zusaetzlichOhne" : "brief.ohneAnschrift")}</p>}
      {letter && !briefMangel && antwortMoeglich && (
        <p className="muted">{t("brief.zusaetzlichAn", { anschrift: to })}</p>
      )}
      {letter && !briefMangel && !antwortMoeglich && (
        <p>
          {t("brief.gehtAn")} <strong>{to}</strong>
        </p>
      )}
      {letter && !briefMangel && (
        <CheckField
          label={t("brief.andere")}
          checked={draft.anschrift != null}
          onChange={(other) => change({ anschrift: other ? { name, strasse, plzOrt, land } : null })}
        />
      )}
      {typed && (
        <fieldset className="stack-s">
          <legend>{t("brief.anschrift")}</legend>
          {error && <span className={fieldClass.error}>{error}</span>}
          <AddressFields {...typed} onChange={(part) => change({ anschrift: { ...typed, ...part } })} />
        </fieldset>
      )}
    </div>
  );
}

import { useTranslation } from "react-i18next";
import type { Dokument, Vorgang } from "../../api/types.ts";
import { Chip } from "../../components/Chip.tsx";
import { SelectField } from "../../components/fields.tsx";
import { isAvailable } from "../../domain/DocumentList.tsx";
import { UploadBox } from "./UploadBox.tsx";

interface Props {
  vorgang: Vorgang;
  /** Words: of a message or of a decision. */
  of: "nachricht" | "bescheid";
  /** Which files of the case may go along. */
  roles: Dokument["rolle"][];
  chosen: string[];
  onChange: (ids: string[]) => void;
}

/** Files that go along: new ones, or those the case already has. */
export function Attachments({ vorgang, of, roles, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const files = chosen.map(
    (id) =>
      vorgang.dokumente.find((d) => d.id === id) ?? {
        id,
        beschreibung: "",
        dateiname: id,
        pruefung: "ausstehend" as const,
      },
  );
  const others = vorgang.dokumente.filter(
    (d) => isAvailable(d) && (of === "nachricht" || d.ansehbar) && !chosen.includes(d.id) && roles.includes(d.rolle),
  );
  return (
    <div className="stack-s">
      {files.length > 0 && (
        <ul className="rowflex" aria-label={t(`${of}.anhaenge`)}>
          {files.map((d) => (
            <li key={d.id}>
              <Chip onClick={() => onChange(chosen.filter((id) => id !== d.id))}>
                {d.beschreibung || d.dateiname} · {t(`pruefung.${d.pruefung}`)} <span aria-hidden="true">✕</span>
                <span className="vh">{t(`${of}.anhangWeg`)}</span>
              </Chip>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <SelectField
          label={t(`${of}.anhangVorhanden`)}
          value=""
          onChange={(id) => id && onChange([...chosen, id])}
          options={[
            { value: "", label: t("allgemein.bitteWaehlen") },
            ...others.map((d) => ({ value: d.id, label: d.beschreibung || d.dateiname })),
          ]}
        />
      )}
      <UploadBox
        vorgangId={vorgang.id}
        hint={t(`${of}.anhangHinweis`)}
        onUploaded={(arrived) => onChange([...chosen, ...arrived.map((d) => d.id)])}
      />
    </div>
  );
}

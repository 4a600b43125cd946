import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { Chip } from "../../../components/Chip.tsx";
import { SelectField } from "../../../components/fields.tsx";
import { isAvailable } from "../../../domain/DocumentList.tsx";
import { UploadBox } from "../UploadBox.tsx";

interface Props {
  vorgang: Vorgang;
  chosen: string[];
  onChange: (ids: string[]) => void;
}

/** Files that go along: new ones, or those the case already has. */
export function Attachments({ vorgang, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const files = chosen.map(
    (id) => vorgang.dokumente.find((d) => d.id === id) ?? { id, dateiname: id, pruefung: "ausstehend" as const },
  );
  const others = vorgang.dokumente.filter((d) => isAvailable(d) && !chosen.includes(d.id) && d.rolle === "intern");
  return (
    <div className="stack-s">
      {files.length > 0 && (
        <ul className="rowflex" aria-label={t("nachricht.anhaenge")}>
          {files.map((d) => (
            <li key={d.id}>
              <Chip onClick={() => onChange(chosen.filter((id) => id !== d.id))}>
                {d.dateiname} · {t(`pruefung.${d.pruefung}`)} <span aria-hidden="true">✕</span>
                <span className="vh">{t("nachricht.anhangWeg")}</span>
              </Chip>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <SelectField
          label={t("nachricht.anhangVorhanden")}
          value=""
          onChange={(id) => id && onChange([...chosen, id])}
          options={[
            { value: "", label: t("allgemein.bitteWaehlen") },
            ...others.map((d) => ({ value: d.id, label: d.dateiname })),
          ]}
        />
      )}
      <UploadBox
        vorgangId={vorgang.id}
        hint={t("nachricht.anhangHinweis")}
        onUploaded={(d) => onChange([...chosen, d.id])}
      />
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { TextField } from "../../../components/fields.tsx";

interface Props {
  name: string;
  strasse: string;
  plzOrt: string;
  onChange: (part: Record<string, string>) => void;
}

/** Where a letter goes that is sent again. */
export function AddressFields({ name, strasse, plzOrt, onChange }: Props) {
  const { t } = useTranslation();
  const line = { required: true, maxLength: 200 };
  return (
    <>
      <TextField {...line} label={t("berichtigung.name")} value={name} onChange={(x) => onChange({ name: x })} />
      <TextField
        {...line}
        label={t("berichtigung.strasse")}
        value={strasse}
        onChange={(x) => onChange({ strasse: x })}
      />
      <TextField {...line} label={t("berichtigung.plzOrt")} value={plzOrt} onChange={(x) => onChange({ plzOrt: x })} />
    </>
  );
}

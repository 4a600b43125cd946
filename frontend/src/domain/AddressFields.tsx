import { useTranslation } from "react-i18next";
import { TextField } from "../components/fields.tsx";

interface Props {
  name: string;
  strasse: string;
  plzOrt: string;
  land?: string | undefined;
  onChange: (part: Record<string, string>) => void;
}

/** Where a letter goes that is sent again. */
export function AddressFields({ name, strasse, plzOrt, land = "", onChange }: Props) {
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
      <TextField
        label={t("berichtigung.land")}
        hint={t("berichtigung.landHinweis")}
        maxLength={100}
        value={land}
        onChange={(x) => onChange({ land: x })}
      />
    </>
  );
}

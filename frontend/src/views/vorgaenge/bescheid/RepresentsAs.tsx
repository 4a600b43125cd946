import { useTranslation } from "react-i18next";
import type { Briefanschrift } from "../../../api/types.ts";
import { SelectField } from "../../../components/fields.tsx";

const KINDS = ["bevollmaechtigt", "sorgeberechtigt", "betreuung", "organ"] as const;

type Kind = NonNullable<Briefanschrift["vertretung"]>;

interface Props {
  value: Briefanschrift["vertretung"];
  onChange: (kind: Kind) => void;
}

/** As what somebody represents whom a Bescheid is for: the letter says it, and by which law. */
export function RepresentsAs({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t("adressat.als")}
      hint={t("adressat.alsHinweis")}
      value={value ?? "bevollmaechtigt"}
      options={KINDS.map((kind) => ({ value: kind, label: t(`adressat.vertretung.${kind}`) }))}
      onChange={(kind) => onChange(kind as Kind)}
    />
  );
}

import { useTranslation } from "react-i18next";
import type { AdapterEinstellung } from "../api/types.ts";
import { SelectField, TextArea, TextField } from "../components/fields.tsx";
import { GESETZT } from "./secret-mark.ts";

interface Props {
  setting: AdapterEinstellung;
  value: string;
  onChange: (wert: string) => void;
}

/** One setting of an adapter, drawn by its kind. */
export function SettingField({ setting, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const words = (s: { de: string; en: string }) => (i18n.language.startsWith("de") ? s.de : s.en);
  const help = [
    words(setting.hilfe),
    setting.geheim && value === GESETZT ? t("zugang.geheimGesetzt") : "",
    setting.vorgabe && setting.art !== "auswahl" ? t("zugang.vorgabe", { wert: setting.vorgabe }) : "",
  ]
    .filter(Boolean)
    .join(" ");
  const common = { label: words(setting.label), hint: help || undefined };
  if (setting.art === "auswahl" || setting.art === "ja_nein") {
    const werte = setting.art === "ja_nein" ? ["ja", "nein"] : setting.werte;
    const name = (wert: string) => (setting.art === "ja_nein" ? t(wert === "ja" ? "zugang.ja" : "zugang.nein") : wert);
    const leer = setting.vorgabe ? t("zugang.vorgabe", { wert: name(setting.vorgabe) }) : t("zugang.keineAngabe");
    return (
      <SelectField
        {...common}
        value={value}
        options={[{ value: "", label: leer }, ...werte.map((wert) => ({ value: wert, label: name(wert) }))]}
        onChange={onChange}
      />
    );
  }
  if (setting.art === "mehrzeilig" && setting.geheim)
    return (
      <TextArea {...common} value={value === GESETZT ? "" : value} onChange={(wert) => onChange(wert || GESETZT)} />
    );
  if (setting.art === "mehrzeilig") return <TextArea {...common} value={value} onChange={onChange} />;
  if (setting.geheim)
    return (
      <TextField
        {...common}
        type="password"
        autoComplete="new-password"
        value={value === GESETZT ? "" : value}
        onChange={(wert) => onChange(wert || GESETZT)}
      />
    );
  return (
    <TextField
      {...common}
      inputMode={setting.art === "zahl" ? "numeric" : undefined}
      required={setting.pflicht}
      value={value}
      onChange={onChange}
    />
  );
}

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { filterQuery } from "../../api/queries.ts";
import { Button } from "../../components/Button.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { type DeskSearch, WAITS } from "./search.ts";

interface Option {
  wert: string;
  label: string;
}

interface Props {
  search: DeskSearch;
  onApply: (part: Partial<DeskSearch>) => void;
  onClose: () => void;
}

/** Every choice works at once; nothing to confirm. */
export function FilterForm({ search, onApply, onClose }: Props) {
  const { t } = useTranslation();
  const { data: choices } = useQuery(filterQuery);
  const any = { value: "", label: t("filter.egal") };
  /** What is chosen stays a choice, also while the others are on their way. */
  const options = (known: Option[] = [], chosen = "") => [
    any,
    ...(chosen === "" || known.some((o) => o.wert === chosen)
      ? known
      : [...known, { wert: chosen, label: chosen }]
    ).map((o) => ({ value: o.wert, label: o.label })),
  ];
  const status = ["offen", ...(choices?.status ?? [])].map((wert) => ({ wert, label: t(`status.${wert}`) }));
  // These views say already whose cases they are.
  const byPerson = search.ansicht !== "meine" && search.ansicht !== "nicht_zugewiesen";
  const set = (name: keyof DeskSearch) => (wert: string) => onApply({ [name]: wert || undefined });
  return (
    <div className="stack-s">
      <SelectField
        label={t("filter.status")}
        value={search.status ?? ""}
        onChange={set("status")}
        options={options(status, search.status)}
      />
      <SelectField
        label={t("filter.verfahren")}
        value={search.verfahren ?? ""}
        onChange={set("verfahren")}
        options={options(choices?.verfahren, search.verfahren)}
      />
      <SelectField
        label={t("filter.einheit")}
        value={search.einheit ?? ""}
        onChange={set("einheit")}
        options={options(choices?.einheiten, search.einheit)}
      />
      {byPerson && (
        <SelectField
          label={t("filter.zustaendig")}
          value={search.zustaendig ?? ""}
          onChange={set("zustaendig")}
          options={options(choices?.personen, search.zustaendig)}
        />
      )}
      <SelectField
        label={t("filter.wartetAuf")}
        value={search.wartetAuf ?? ""}
        onChange={set("wartetAuf")}
        options={[any, ...WAITS.map((value) => ({ value, label: t(`wartetAuf.${value}`) }))]}
      />
      <TextField
        label={t("filter.eingangVon")}
        type="date"
        value={search.eingangVon ?? ""}
        onChange={set("eingangVon")}
      />
      <TextField
        label={t("filter.eingangBis")}
        type="date"
        value={search.eingangBis ?? ""}
        onChange={set("eingangBis")}
      />
      <div className="actions">
        <Button onClick={onClose}>{t("allgemein.schliessen")}</Button>
      </div>
    </div>
  );
}

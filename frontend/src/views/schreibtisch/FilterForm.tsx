import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { einheitenQuery } from "../../api/queries.ts";
import { Button } from "../../components/Button.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import type { CalmRow } from "../../domain/calm-list.ts";
import { type DeskSearch, WAITS } from "./search.ts";

const STATUS = ["offen", "neu", "angenommen", "in_bearbeitung", "beschieden", "abgeschlossen", "verworfen"];
interface Props {
  search: DeskSearch;
  rows: CalmRow[];
  onApply: (part: Partial<DeskSearch>) => void;
  onClose: () => void;
}

/** Every choice works at once; nothing to confirm. */
export function FilterForm({ search, rows, onApply, onClose }: Props) {
  const { t } = useTranslation();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  const any = { value: "", label: t("filter.egal") };
  const verfahren = new Map(rows.map((r) => [r.zeile.verfahren, r.zeile.verfahrenTitel]));
  if (search.verfahren && !verfahren.has(search.verfahren)) verfahren.set(search.verfahren, search.verfahren);
  const set = (name: keyof DeskSearch) => (wert: string) => onApply({ [name]: wert || undefined });
  return (
    <div className="stack-s">
      <SelectField
        label={t("filter.status")}
        value={search.status ?? ""}
        onChange={set("status")}
        options={[any, ...STATUS.map((value) => ({ value, label: t(`status.${value}`) }))]}
      />
      <SelectField
        label={t("filter.verfahren")}
        value={search.verfahren ?? ""}
        onChange={set("verfahren")}
        options={[any, ...[...verfahren].map(([value, label]) => ({ value, label }))]}
      />
      <SelectField
        label={t("filter.einheit")}
        value={search.einheit ?? ""}
        onChange={set("einheit")}
        options={[any, ...einheiten.map((e) => ({ value: e.schluessel, label: e.name }))]}
      />
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

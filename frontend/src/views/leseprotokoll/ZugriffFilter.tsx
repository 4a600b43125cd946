import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Zugriffsfilter } from "../../api/leseprotokoll.ts";
import { Button } from "../../components/Button.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { ARTEN, parseZugriffSearch } from "./search.ts";
import styles from "./ZugriffFilter.module.css";

/** The filters of the read log; they take effect together and stand in the URL. */
export function ZugriffFilter({ filter }: { filter: Zugriffsfilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [f, setF] = useState(filter);
  const set = (part: Zugriffsfilter) => setF((before) => ({ ...before, ...part }));
  return (
    <form
      className={styles.filter}
      aria-label={t("leseprotokoll.titel")}
      onSubmit={(e) => {
        e.preventDefault();
        navigate({ to: "/leseprotokoll", search: parseZugriffSearch({ ...f }) });
      }}
    >
      <TextField
        label={t("leseprotokoll.vorgang")}
        title={t("leseprotokoll.vorgangHinweis")}
        placeholder="2026-000123"
        maxLength={60}
        value={f.vorgang ?? ""}
        onChange={(vorgang) => set({ vorgang })}
      />
      <TextField
        label={t("leseprotokoll.person")}
        title={t("leseprotokoll.personHinweis")}
        maxLength={200}
        value={f.person ?? ""}
        onChange={(person) => set({ person })}
      />
      <SelectField
        label={t("leseprotokoll.art")}
        value={f.art ?? ""}
        options={[
          { value: "", label: t("leseprotokoll.alles") },
          ...ARTEN.map((art) => ({ value: art, label: t(`leseprotokoll.was.${art}`) })),
        ]}
        onChange={(art) => set({ art })}
      />
      <TextField label={t("leseprotokoll.von")} type="date" value={f.von ?? ""} onChange={(von) => set({ von })} />
      <TextField label={t("leseprotokoll.bis")} type="date" value={f.bis ?? ""} onChange={(bis) => set({ bis })} />
      <div className="actions">
        <Button type="submit" kind="primary">
          {t("leseprotokoll.zeigen")}
        </Button>
        <Button kind="quiet" onClick={() => navigate({ to: "/leseprotokoll", search: {} })}>
          {t("leseprotokoll.zuruecksetzen")}
        </Button>
      </div>
    </form>
  );
}

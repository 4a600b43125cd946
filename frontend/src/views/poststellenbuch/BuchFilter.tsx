import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Buchfilter, zugaengeQuery } from "../../api/posteingang.ts";
import { Button } from "../../components/Button.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import styles from "./BuchFilter.module.css";
import { parseBuchSearch, ZUSTAENDE } from "./search.ts";

/** The filters of the book; they take effect together and stand in the URL. */
export function BuchFilter({ filter }: { filter: Buchfilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: zugaenge = [] } = useQuery(zugaengeQuery);
  const [f, setF] = useState(filter);
  const set = (part: { [Name in keyof Buchfilter]?: string }) =>
    setF((before) => ({ ...before, ...part }) as Buchfilter);
  return (
    <form
      className={styles.filter}
      aria-label={t("buch.titel")}
      onSubmit={(e) => {
        e.preventDefault();
        navigate({ to: "/poststellenbuch", search: parseBuchSearch({ ...f }) });
      }}
    >
      <TextField
        label={t("buch.suche")}
        title={t("buch.sucheHinweis")}
        placeholder="E-… · Nr. · Kennung · SHA-256"
        maxLength={200}
        value={f.suche ?? ""}
        onChange={(suche) => set({ suche })}
      />
      <SelectField
        label={t("buch.zugang")}
        value={f.zugang ?? ""}
        options={[
          { value: "", label: t("buch.alleZugaenge") },
          ...zugaenge.map((z) => ({ value: z.id, label: z.titel || z.name })),
        ]}
        onChange={(zugang) => set({ zugang })}
      />
      <SelectField
        label={t("buch.zustand")}
        value={f.zustand ?? ""}
        options={[
          { value: "", label: t("buch.alleErgebnisse") },
          ...ZUSTAENDE.map((z) => ({ value: z, label: t(`buch.zustandName.${z}`) })),
        ]}
        onChange={(zustand) => set({ zustand })}
      />
      <TextField label={t("buch.von")} type="date" value={f.von ?? ""} onChange={(von) => set({ von })} />
      <TextField label={t("buch.bis")} type="date" value={f.bis ?? ""} onChange={(bis) => set({ bis })} />
      <div className="actions">
        <Button type="submit" kind="primary">
          {t("buch.zeigen")}
        </Button>
        <Button kind="quiet" onClick={() => navigate({ to: "/poststellenbuch", search: {} })}>
          {t("buch.zuruecksetzen")}
        </Button>
      </div>
    </form>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { adapterQuery, createZugang } from "../../api/posteingang.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Zugangsdaten } from "./Zugangsdaten.tsx";

/** A new intake: name, adapter, then the credentials that are shown once. */
export function ZugangAnlegen({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: adapter = [] } = useQuery(adapterQuery);
  const [name, setName] = useState("");
  const [titel, setTitel] = useState("");
  const [art, setArt] = useState("");
  const create = useMutation({
    mutationFn: () => createZugang({ name: name.trim(), titel: titel.trim(), adapter: art }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["zugaenge"] }),
  });
  const neu = create.data;
  if (neu)
    return (
      <Zugangsdaten
        zugang={neu.zugang}
        passwort={neu.passwort}
        onClose={() => navigate({ to: "/zugaenge/$id", params: { id: neu.zugang.id } })}
      />
    );
  return (
    <Dialog title={t("zugang.anlegen")} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          create.mutate();
        }}
      >
        <SelectField
          label={t("zugang.adapter")}
          hint={t("zugang.adapterHinweis")}
          value={art}
          options={[
            { value: "", label: t("allgemein.bitteWaehlen") },
            ...adapter.map((a) => ({
              value: a.name,
              label: t(`zugang.adapterName.${a.name}`, { defaultValue: a.name }),
            })),
          ]}
          onChange={setArt}
        />
        <TextField
          label={t("zugang.name")}
          hint={t("zugang.nameHinweis")}
          required
          pattern="[a-z0-9][a-z0-9\-]{1,59}"
          value={name}
          onChange={setName}
        />
        <TextField
          label={t("zugang.bezeichnung")}
          hint={t("zugang.bezeichnungHinweis")}
          maxLength={200}
          value={titel}
          onChange={setTitel}
        />
        <ProblemNotice
          error={create.error}
          safe="form"
          labels={{ name: t("zugang.name"), adapter: t("zugang.adapter") }}
        />
        <div className="actions">
          <Button type="submit" kind="primary" busy={create.isPending} aria-disabled={!art || undefined}>
            {t("zugang.anlegen")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createKanal } from "../../api/kanaele.ts";
import type { Kanalart } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";

/** A new channel; it is switched off until its settings are right. */
export function KanalAnlegen({ arten, onClose }: { arten: Kanalart[]; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [art, setArt] = useState("");
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => createKanal(art, name.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["kanaele"] });
      onClose();
    },
  });
  return (
    <Dialog title={t("kanaele.anlegen")} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          create.mutate();
        }}
      >
        <SelectField
          label={t("kanaele.art")}
          value={art}
          options={[
            { value: "", label: t("allgemein.bitteWaehlen") },
            ...arten.map((a) => ({ value: a.name, label: t(`verlaufWert.${a.name}`, { defaultValue: a.name }) })),
          ]}
          onChange={setArt}
        />
        <TextField label={t("kanaele.name")} required maxLength={200} value={name} onChange={setName} />
        <ProblemNotice error={create.error} safe="form" labels={{ art: t("kanaele.art"), name: t("kanaele.name") }} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={create.isPending} aria-disabled={!art || undefined}>
            {t("kanaele.anlegen")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

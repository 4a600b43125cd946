import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { forwardVorgang } from "../api/commands.ts";
import { einheitenQuery } from "../api/queries.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { SelectField, TextArea } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

/** Hands the whole case to another unit. */
export function ForwardDialog({ vorgang, onClose }: { vorgang: Vorgang; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  const [form, setForm] = useState({ einheit: "", grund: "" });
  const name = (key: string) => einheiten.find((e) => e.schluessel === key)?.name ?? key;
  const action = useVorgangAction<typeof form>(
    vorgang,
    (version, input) => forwardVorgang(vorgang.id, version, input.einheit, input.grund),
    () => {
      toast(t("aktionFertig.weiterleiten", { einheit: name(form.einheit), nummer: vorgang.vorgangsnummer }));
      onClose();
    },
  );
  const options = einheiten
    .filter((e) => e.schluessel !== vorgang.einheit)
    .map((e) => ({ value: e.schluessel, label: e.name }));
  return (
    <Dialog title={t("aktion.weiterleiten")} onClose={onClose}>
      <p>{t("aktionText.weiterleiten")}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          if (form.einheit) action.send(form);
        }}
      >
        <SelectField
          label={t("filter.einheit")}
          value={form.einheit}
          onChange={(einheit) => setForm({ ...form, einheit })}
          options={[{ value: "", label: t("allgemein.bitteWaehlen") }, ...options]}
        />
        <TextArea
          label={t("aktionText.grund")}
          required
          maxLength={2000}
          value={form.grund}
          onChange={(grund) => setForm({ ...form, grund })}
        />
        <ActionFeedback action={action} typed={(e) => `${name(e.einheit)}\n${e.grund}`} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy} disabled={!form.einheit}>
            {t("aktion.weiterleiten")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

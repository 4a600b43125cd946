import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { forwardVorgang } from "../api/commands.ts";
import { einheitenQuery } from "../api/queries.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { SelectField, TextArea } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useAct } from "./use-act.ts";

/** Hands the whole case to another unit. */
export function ForwardDialog({ vorgang, onClose }: { vorgang: Vorgang; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  const name = (key: string) => einheiten.find((e) => e.schluessel === key)?.name ?? key;
  const action = useAct<{ einheit: string; grund: string }>({
    vorgang,
    act: "weiterleiten",
    offered: vorgang.aktionen.includes("weiterleiten"),
    call: (version, input) => forwardVorgang(vorgang.id, version, input.einheit, input.grund),
    onDone: (neu) => {
      toast(t("aktionFertig.weiterleiten", { einheit: neu.einheitName, nummer: vorgang.vorgangsnummer }));
      onClose();
    },
  });
  const { einheit = "", grund = "" } = action.typed;
  const options = einheiten
    .filter((e) => e.schluessel !== vorgang.einheit)
    .map((e) => ({ value: e.schluessel, label: e.name }));
  return (
    <ActDialog {...{ vorgang, action, onClose }} name="weiterleiten">
      <p>{t("aktionText.weiterleiten")}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          if (einheit) action.send({ einheit, grund });
        }}
      >
        <SelectField
          label={t("filter.einheit")}
          value={einheit}
          onChange={(wert) => action.type({ einheit: wert })}
          options={[{ value: "", label: t("allgemein.bitteWaehlen") }, ...options]}
        />
        <TextArea
          label={t("aktionText.grund")}
          required
          maxLength={2000}
          value={grund}
          onChange={(wert) => action.type({ grund: wert })}
        />
        <ActionFeedback action={action} typed={(e) => `${name(e.einheit)}\n${e.grund}`} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy} disabled={!einheit}>
            {t("aktion.weiterleiten")}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

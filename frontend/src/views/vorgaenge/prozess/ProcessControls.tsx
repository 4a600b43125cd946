import { useState } from "react";
import { useTranslation } from "react-i18next";
import { jumpProzess, type Sprung, stopProzess } from "../../../api/commands.ts";
import { asProblem } from "../../../api/problem.ts";
import { useRecht } from "../../../api/session.ts";
import type { Prozessbild, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { RadioGroup, SelectField, TextArea } from "../../../components/fields.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ReasonDialog } from "../../../domain/ReasonDialog.tsx";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";

/** The process proposes, a person decides: jump to another task, or go on by hand. */
export function ProcessControls({ vorgang, bild }: { vorgang: Vorgang; bild: Prozessbild }) {
  const { t } = useTranslation();
  const may = useRecht("prozess.springen") && vorgang.aktionen.includes("prozess_springen");
  const open = vorgang.aufgaben.filter((a) => a.zustand === "offen");
  const empty: Sprung = { aufgabeId: open[0]?.id ?? "", ziel: "", grund: "" };
  const [form, setForm] = useState(empty);
  const [stopping, setStopping] = useState(false);
  const jump = useVorgangAction<Sprung>(
    vorgang,
    (version, input) => jumpProzess(vorgang.id, version, input),
    () => setForm(empty),
    form.ziel === "" && form.grund === "",
  );
  if (!may || !bild.laeuft) return null;
  // several things go on beside each other: who leaves one of them says what becomes of the rest
  const beside = bild.tokens.length > 1 || (jump.error ? asProblem(jump.error).reason === "prozess_zweige" : false);
  const targets = (bild.sprungziele ?? []).map((z) => ({ value: z.element, label: z.name }));
  const nameOf = (element: string) => targets.find((z) => z.value === element)?.label ?? "–";
  return (
    <Card aria-labelledby="springen">
      <h2 id="springen">{t("prozess.springen")}</h2>
      {open.length > 0 && targets.length > 0 && (
        <form
          className="stack-s"
          onSubmit={(e) => {
            e.preventDefault();
            if (form.ziel) jump.send({ ...form, aufgabeId: form.aufgabeId || (open[0]?.id ?? "") });
          }}
        >
          <SelectField
            label={t("prozess.von")}
            value={form.aufgabeId}
            onChange={(aufgabeId) => setForm({ ...form, aufgabeId })}
            options={open.map((a) => ({ value: a.id, label: a.titel }))}
          />
          <SelectField
            label={t("prozess.nach")}
            value={form.ziel}
            onChange={(ziel) => setForm({ ...form, ziel })}
            options={[{ value: "", label: t("allgemein.bitteWaehlen") }, ...targets]}
          />
          <TextArea
            label={t("aktionText.grund")}
            rows={2}
            required
            maxLength={2000}
            value={form.grund}
            onChange={(grund) => setForm({ ...form, grund })}
          />
          {beside && (
            <RadioGroup
              legend={t("prozess.zweige")}
              value={form.andereZweige ?? ""}
              onChange={(wahl) => setForm({ ...form, andereZweige: wahl as Sprung["andereZweige"] })}
              options={[
                { value: "beenden", label: t("prozess.zweigeBeenden") },
                { value: "weiterlaufen", label: t("prozess.zweigeWeiter") },
              ]}
            />
          )}
          <ActionFeedback action={jump} typed={(e) => `${nameOf(e.ziel)}\n${e.grund}`} />
          <div className="actions">
            <Button type="submit" busy={jump.busy} disabled={!form.ziel || (beside && !form.andereZweige)}>
              {t("prozess.springenJetzt")}
            </Button>
          </div>
        </form>
      )}
      <Button kind="risk" onClick={() => setStopping(true)}>
        {t("aktion.prozessBeenden")}
      </Button>
      {stopping && (
        <ReasonDialog
          vorgang={vorgang}
          name="prozessBeenden"
          offered={may}
          risk
          call={(version, grund) => stopProzess(vorgang.id, version, grund)}
          onClose={() => setStopping(false)}
        />
      )}
    </Card>
  );
}

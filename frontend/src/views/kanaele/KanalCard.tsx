import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { testKanal, updateKanal } from "../../api/kanaele.ts";
import type { Kanal, Kanalart } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { CheckField, TextField } from "../../components/fields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { SettingField } from "../../domain/SettingField.tsx";
import { formatMoment } from "../../lib/date.ts";

/** One channel: whether it works, its settings, and a try that sends nothing. */
export function KanalCard({ kanal, art }: { kanal: Kanal; art: Kanalart | undefined }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [e, setE] = useState({ name: kanal.name, aktiv: kanal.aktiv, einstellungen: kanal.einstellungen });
  const refresh = () => client.invalidateQueries({ queryKey: ["kanaele"] });
  const save = useMutation({
    mutationFn: () => updateKanal(kanal.id, { ...e, version: kanal.version }),
    onSuccess: (neu) => {
      setE({ name: neu.name, aktiv: neu.aktiv, einstellungen: neu.einstellungen });
      return refresh();
    },
  });
  const probe = useMutation({ mutationFn: () => testKanal(kanal.id), onSettled: refresh });
  const reason = (grund: string) => t(`verlaufWert.${grund}`, { defaultValue: grund });
  const language = i18n.language.startsWith("de") ? "de" : "en";
  const labels = Object.fromEntries((art?.einstellungen ?? []).map((s) => [s.name, s.label[language]]));
  const dirty =
    JSON.stringify(e) !== JSON.stringify({ name: kanal.name, aktiv: kanal.aktiv, einstellungen: kanal.einstellungen });
  return (
    <Card aria-labelledby={`kanal-${kanal.id}`}>
      <h2 id={`kanal-${kanal.id}`}>{kanal.name}</h2>
      <p className="muted">
        {t(`verlaufWert.${kanal.art}`, { defaultValue: kanal.art })} · {t(kanal.aktiv ? "kanaele.an" : "kanaele.aus")}
      </p>
      {kanal.stoerung && (
        <Notice kind="warn" title={t("kanaele.gestoert")}>
          <p>
            {reason(kanal.stoerung)}
            {kanal.gestoertSeit && ` (${t("kanaele.seit", { zeit: formatMoment(kanal.gestoertSeit, i18n.language) })})`}
          </p>
        </Notice>
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <CheckField label={t("kanaele.aktiv")} checked={e.aktiv} onChange={(aktiv) => setE({ ...e, aktiv })} />
        <TextField
          label={t("kanaele.name")}
          required
          maxLength={200}
          value={e.name}
          onChange={(name) => setE({ ...e, name })}
        />
        {art?.einstellungen.map((s) => (
          <SettingField
            key={s.name}
            setting={s}
            value={e.einstellungen[s.name] ?? ""}
            onChange={(wert) => setE({ ...e, einstellungen: { ...e.einstellungen, [s.name]: wert } })}
          />
        ))}
        <ProblemNotice error={save.error ?? probe.error} safe="form" labels={{ ...labels, name: t("kanaele.name") }} />
        {probe.data && !probe.isPending && (
          <Notice kind={probe.data.grund ? "warn" : "info"}>
            <p>{probe.data.grund ? reason(probe.data.grund) : t("kanaele.geht")}</p>
          </Notice>
        )}
        <div className="actions">
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t("kanaele.speichern")}
          </Button>
          <Button busy={probe.isPending} aria-disabled={dirty || undefined} onClick={() => !dirty && probe.mutate()}>
            {t("kanaele.pruefen")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

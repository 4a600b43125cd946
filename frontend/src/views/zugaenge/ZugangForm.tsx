import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { adapterQuery, updateZugang, zugangQuery } from "../../api/posteingang.ts";
import { asProblem } from "../../api/problem.ts";
import type { Zugang } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { CheckField, TextField } from "../../components/fields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { SettingField } from "../../domain/SettingField.tsx";
import { PasswortErneuern } from "./PasswortErneuern.tsx";
import { QuelleFields } from "./QuelleFields.tsx";
import { aenderungOf, type Entwurf, entwurfOf, needsUser, shownSettings } from "./zugang-draft.ts";

/** The settings of one intake. What is typed stays when the figures beside it are fetched anew. */
export function ZugangForm({ zugang }: { zugang: Zugang }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: adapter = [] } = useQuery(adapterQuery);
  const [version, setVersion] = useState(zugang.version);
  const [e, setE] = useState<Entwurf>(() => entwurfOf(zugang));
  const set = (part: Partial<Entwurf>) => setE((before) => ({ ...before, ...part }));
  const take = (neu: Zugang) => {
    setVersion(neu.version);
    setE(entwurfOf(neu));
  };
  const save = useMutation({
    mutationFn: () => updateZugang(zugang.id, aenderungOf(e, version)),
    onSuccess: (neu) => {
      take(neu);
      client.setQueryData(zugangQuery(zugang.id).queryKey, neu);
      for (const key of ["zugaenge", "zugang"]) client.invalidateQueries({ queryKey: [key] });
    },
  });
  const mine = adapter.find((a) => a.name === zugang.adapter);
  const stale = save.error && asProblem(save.error).reason === "stale";
  const dirty = JSON.stringify(e) !== JSON.stringify(entwurfOf(zugang));
  return (
    <Card aria-labelledby="einstellungen">
      <h2 id="einstellungen">{t("zugang.einstellungen")}</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <CheckField label={t("zugang.aktiv")} checked={e.aktiv} onChange={(aktiv) => set({ aktiv })} />
        <TextField
          label={t("zugang.bezeichnung")}
          maxLength={200}
          value={e.titel}
          onChange={(titel) => set({ titel })}
        />
        <TextField
          label={t("zugang.benutzer")}
          hint={t("zugang.benutzerHinweis")}
          required={needsUser(e)}
          maxLength={200}
          autoComplete="off"
          value={e.benutzer}
          onChange={(benutzer) => set({ benutzer })}
        />
        {mine?.abholung && (
          <QuelleFields entwurf={e} hasPassword={zugang.quelle?.hatPasswort ?? false} onChange={set} />
        )}
        {shownSettings(mine?.einstellungen ?? [], e).map((s) => (
          <SettingField
            key={s.name}
            setting={s}
            value={e.einstellungen[s.name] ?? ""}
            onChange={(wert) => set({ einstellungen: { ...e.einstellungen, [s.name]: wert } })}
          />
        ))}
        <TextField
          label={t("zugang.stille")}
          hint={t("zugang.stilleHinweis")}
          inputMode="numeric"
          pattern="[0-9]{1,4}"
          value={e.stilleStunden}
          onChange={(stilleStunden) => set({ stilleStunden })}
        />
        <TextField
          label={t("zugang.zertifikat")}
          hint={t("zugang.zertifikatHinweis")}
          value={e.zertifikat}
          onChange={(zertifikat) => set({ zertifikat })}
        />
        {stale ? (
          <Notice kind="warn" alert title={t("zugang.stale")}>
            <div className="actions">
              <Button onClick={() => client.fetchQuery({ ...zugangQuery(zugang.id), staleTime: 0 }).then(take)}>
                {t("zugang.neuLaden")}
              </Button>
            </div>
          </Notice>
        ) : (
          <ProblemNotice error={save.error} safe="form" />
        )}
        <div className="actions">
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t("zugang.speichern")}
          </Button>
          <PasswortErneuern zugang={zugang} version={version} onRenewed={(neu) => setVersion(neu.version)} />
          <span role="status">{save.isSuccess && !dirty && t("zugang.gespeichert")}</span>
        </div>
      </form>
    </Card>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { eingangseinstellungQuery, updateEingangseinstellung } from "../../api/posteingang.ts";
import type { Eingangseinstellung } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Columns } from "../../components/Columns.tsx";
import { TextArea, TextField } from "../../components/fields.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { AlarmList } from "./AlarmList.tsx";

/** Who is told about disturbances, and how long deliveries are kept. */
export function Einstellungen() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(eingangseinstellungQuery);
  usePageTitle(t("eingangseinstellung.titel"));
  return (
    <Sheet>
      <p>
        <Link to="/zugaenge">← {t("eingangseinstellung.zurueck")}</Link>
      </p>
      <h1>{t("eingangseinstellung.titel")}</h1>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton />}
      {data && (
        <Columns>
          <Form stand={data} />
          <AlarmList />
        </Columns>
      )}
    </Sheet>
  );
}

const number = (text: string) => Math.max(0, Number.parseInt(text, 10) || 0);

function Form({ stand }: { stand: Eingangseinstellung }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [version, setVersion] = useState(stand.version);
  const [emails, setEmails] = useState(stand.alarmEmails.join("\n"));
  const [webhook, setWebhook] = useState(stand.alarmWebhook);
  const [klaerfall, setKlaerfall] = useState(String(stand.klaerfallStunden));
  const [rohdaten, setRohdaten] = useState(String(stand.rohdatenMonate));
  const [buch, setBuch] = useState(String(stand.buchMonate));
  const [zugriff, setZugriff] = useState(String(stand.zugriffMonate ?? 0));
  const save = useMutation({
    mutationFn: () =>
      updateEingangseinstellung({
        version,
        alarmEmails: emails.split(/[\s,;]+/).filter(Boolean),
        alarmWebhook: webhook.trim(),
        klaerfallStunden: number(klaerfall),
        rohdatenMonate: number(rohdaten),
        buchMonate: number(buch),
        zugriffMonate: number(zugriff),
      }),
    onSuccess: (neu) => {
      setVersion(neu.version);
      client.setQueryData(eingangseinstellungQuery.queryKey, neu);
      client.invalidateQueries({ queryKey: ["zugang"] });
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate();
      }}
    >
      <Card className="stack" aria-labelledby="wer">
        <h2 id="wer">{t("eingangseinstellung.alarme")}</h2>
        <TextArea
          label={t("eingangseinstellung.emails")}
          hint={t("eingangseinstellung.emailsHinweis")}
          rows={3}
          value={emails}
          onChange={setEmails}
        />
        <TextField
          label={t("eingangseinstellung.webhook")}
          hint={t("eingangseinstellung.webhookHinweis")}
          type="url"
          value={webhook}
          onChange={setWebhook}
        />
        {stand.alarmSchluessel && (
          <p>
            {t("eingangseinstellung.schluessel")}: <code className="wrap">{stand.alarmSchluessel}</code>
          </p>
        )}
        <TextField
          label={t("eingangseinstellung.klaerfallStunden")}
          hint={t("eingangseinstellung.nullAus")}
          inputMode="numeric"
          pattern="[0-9]{1,4}"
          value={klaerfall}
          onChange={setKlaerfall}
        />
      </Card>
      <Card className="stack" aria-labelledby="wielange">
        <h2 id="wielange">{t("eingangseinstellung.aufbewahrung")}</h2>
        <p className="muted">{t("eingangseinstellung.aufbewahrungText")}</p>
        <TextField
          label={t("eingangseinstellung.rohdatenMonate")}
          hint={t("eingangseinstellung.nullNie")}
          inputMode="numeric"
          pattern="[0-9]{1,3}"
          value={rohdaten}
          onChange={setRohdaten}
        />
        <TextField
          label={t("eingangseinstellung.buchMonate")}
          hint={t("eingangseinstellung.nullNie")}
          inputMode="numeric"
          pattern="[0-9]{1,3}"
          value={buch}
          onChange={setBuch}
        />
        <TextField
          label={t("eingangseinstellung.zugriffMonate")}
          hint={t("eingangseinstellung.zugriffHinweis")}
          inputMode="numeric"
          pattern="0|[6-9]|[1-9][0-9]{1,2}"
          value={zugriff}
          onChange={setZugriff}
        />
      </Card>
      <ProblemNotice error={save.error} safe="form" />
      <div className="actions">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {t("eingangseinstellung.speichern")}
        </Button>
        <span role="status">{save.isSuccess && t("eingangseinstellung.gespeichert")}</span>
      </div>
    </form>
  );
}

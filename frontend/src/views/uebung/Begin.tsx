import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { playVersion, type Uebungsbeginn } from "../../api/uebung.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { TextField } from "../../components/fields.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TaskField } from "../../domain/TaskField.tsx";
import { readForm } from "../../domain/task-values.ts";
import { cx } from "../../lib/cx.ts";
import { dayOf, formatTime, momentOf } from "../../lib/date.ts";
import { serverNow } from "../../lib/server-clock.ts";
import styles from "./Begin.module.css";

/** When the practice begins, and what the application states that was never made. */
export function Begin({ id, onBegin }: { id: string; onBegin: (von: Uebungsbeginn) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ["uebung", "angaben", id],
    queryFn: () => playVersion(id, null, []),
  });
  const [now] = useState(() => serverNow().toISOString());
  const [tag, setTag] = useState(dayOf(now));
  const [zeit, setZeit] = useState(formatTime(now));
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  if (error) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton />;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const read = readForm(data.angaben, typed);
    setWrong(read.wrong);
    if (Object.keys(read.wrong).length === 0) onBegin({ beginn: momentOf(tag, zeit), antrag: read.input });
  };
  return (
    <Card aria-labelledby="beginn">
      <h2 id="beginn">{t("uebung.beginn")}</h2>
      <p>{t("uebung.beginnText")}</p>
      <form className={cx("stack", styles.form)} onSubmit={submit}>
        <TextField
          label={t("uebung.beginnTag")}
          type="date"
          required
          min="2000-01-01"
          max="2999-12-31"
          value={tag}
          onChange={setTag}
        />
        <TextField label={t("uebung.beginnZeit")} type="time" required value={zeit} onChange={setZeit} />
        {data.angaben.length > 0 && <h3>{t("uebung.angaben")}</h3>}
        {data.angaben.map((feld) => (
          <TaskField
            key={feld.name}
            feld={feld}
            value={typed[feld.name] ?? ""}
            error={wrong[feld.name] && t([`fehlerFeld.${wrong[feld.name]}`, "fehlerFeld.ungueltig"])}
            onChange={(wert) => setTyped((before) => ({ ...before, [feld.name]: wert }))}
          />
        ))}
        <div className="actions">
          <Button type="submit" kind="primary">
            {t("uebung.beginnen")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assignRueckmeldung, discardRueckmeldung, rueckmeldungenQuery } from "../../api/kanaele.ts";
import { useRecht } from "../../api/session.ts";
import type { Rueckmeldung } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Details } from "../../components/Details.tsx";
import { FieldLine } from "../../components/FieldLine.tsx";
import { TextField } from "../../components/fields.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatMoment } from "../../lib/date.ts";
import styles from "./Rueckmeldungen.module.css";

function Item({ r }: { r: Rueckmeldung }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const may = useRecht("klaerfall.verwerfen");
  const [nummer, setNummer] = useState("");
  const [grund, setGrund] = useState("");
  const act = useMutation({
    mutationFn: (what: "assign" | "discard") =>
      what === "assign" ? assignRueckmeldung(r.id, nummer.trim()) : discardRueckmeldung(r.id, grund.trim()),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["ansichten"] });
      return client.invalidateQueries({ queryKey: ["rueckmeldungen"] });
    },
  });
  return (
    <Card aria-labelledby={`r-${r.id}`}>
      <h3 id={`r-${r.id}`}>{r.betreff || t("rueckmeldung.ohneBetreff")}</h3>
      <p className="muted">
        {r.kanalName} · {t("rueckmeldung.geholt", { zeit: formatMoment(r.am, i18n.language) })}
        {r.gesendetAm && ` · ${t("rueckmeldung.gesendet", { zeit: formatMoment(r.gesendetAm, i18n.language) })}`}
        {r.faden && ` · ${t("rueckmeldung.faden", { nummer: r.faden })}`}
      </p>
      <p className="pre">{r.text}</p>
      {r.dateien.length > 0 && <p>{t("rueckmeldung.dateien", { namen: r.dateien.join(", ") })}</p>}
      {may && (
        <div className="stack">
          <FieldLine>
            <TextField label={t("rueckmeldung.vorgangsnummer")} maxLength={100} value={nummer} onChange={setNummer} />
            <Button
              kind="primary"
              busy={act.isPending && act.variables === "assign"}
              aria-disabled={!nummer.trim() || undefined}
              onClick={() => nummer.trim() && act.mutate("assign")}
            >
              {t("rueckmeldung.zuordnen")}
            </Button>
          </FieldLine>
          <Details summary={t("rueckmeldung.keiner")}>
            <FieldLine>
              <TextField label={t("rueckmeldung.grund")} maxLength={2000} value={grund} onChange={setGrund} />
              <Button
                busy={act.isPending && act.variables === "discard"}
                aria-disabled={grund.trim().length < 10 || undefined}
                onClick={() => grund.trim().length >= 10 && act.mutate("discard")}
              >
                {t("rueckmeldung.verwerfen")}
              </Button>
            </FieldLine>
          </Details>
          <ProblemNotice
            error={act.error}
            safe="form"
            labels={{ vorgangsnummer: t("rueckmeldung.vorgangsnummer"), grund: t("rueckmeldung.grund") }}
          />
        </div>
      )}
    </Card>
  );
}

/** What came back by a mailbox and belongs to no Vorgang: a person assigns it, or discards it with a reason. */
export function Rueckmeldungen() {
  const { t } = useTranslation();
  const query = useQuery(rueckmeldungenQuery);
  if (query.error) return <ProblemNotice error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data || query.data.length === 0) return null;
  return (
    <section className={styles.list} aria-labelledby="rueckmeldungen">
      <h2 id="rueckmeldungen">{t("rueckmeldung.titel", { count: query.data.length })}</h2>
      {query.data.map((r) => (
        <Item key={r.id} r={r} />
      ))}
    </section>
  );
}

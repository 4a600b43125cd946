import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { zugaengeQuery } from "../../api/posteingang.ts";
import { einheitenQuery } from "../../api/queries.ts";
import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { toast } from "../../components/toast.ts";
import { formatMoment } from "../../lib/date.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { RuleConflict } from "./RuleConflict.tsx";
import { RuleTable } from "./RuleTable.tsx";
import { type Column, EMPTY, type Fault, faults, toRow } from "./rules.ts";
import { useRowActs } from "./use-row-acts.ts";
import { useRules } from "./use-rules.ts";
import styles from "./Zustaendigkeit.module.css";

/** A unit that is missing is told only once somebody tries to save: a new row is no mistake. */
const early = (found: Partial<Record<Column, Fault>>) =>
  Object.fromEntries(
    Object.entries(found).filter(([, fault]) => !["pflicht", "wert_fehlt", "feld_fehlt"].includes(fault)),
  );

/** Which unit gets which application: the table, top to bottom. */
export function Zustaendigkeit() {
  const { t, i18n } = useTranslation();
  const rules = useRules();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  const { data: zugaenge = [] } = useQuery(zugaengeQuery);
  const [tried, setTried] = useState(false);
  const [said, say] = useState("");
  const acts = useRowActs(rules, say);
  usePageTitle(t("zustaendigkeit.titel"));
  const units = new Set(einheiten.map((e) => e.schluessel));
  const wrong = rules.rows.map((row) => faults(row.regel, units));
  const count = wrong.reduce((sum, found) => sum + Object.keys(found).length, 0);
  const { base } = rules;
  const save = (how: (done: () => void) => void) => () => {
    setTried(true);
    if (count > 0) return requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid]")?.focus());
    how(() => {
      setTried(false);
      toast(t("zustaendigkeit.gespeichert"));
    });
  };
  const drop = () => {
    const before = rules.rows;
    rules.reset();
    setTried(false);
    toast(t("zustaendigkeit.verworfen"), {
      label: t("allgemein.rueckgaengig"),
      run: () => rules.change(before),
    });
  };
  return (
    <Sheet as="section" className={styles.rules} aria-label={t("zustaendigkeit.titel")}>
      <h1>{t("zustaendigkeit.titel")}</h1>
      <Notice>
        <p>{t("zustaendigkeit.lesart")}</p>
        <p>{t("zustaendigkeit.lesartLeer")}</p>
      </Notice>
      <RuleConflict
        rules={rules}
        unitName={(key) => einheiten.find((e) => e.schluessel === key)?.name ?? key}
        onSave={save(rules.saveOver)}
      />
      <ProblemNotice error={rules.query.error} onRetry={() => rules.query.refetch()} />
      <ProblemNotice error={rules.error} safe="form" />
      {tried && count > 0 && (
        <Notice kind="danger" alert>
          {t("zustaendigkeit.fehlerOben", { count })}
        </Notice>
      )}
      {rules.query.isPending && <Skeleton lines={6} />}
      {base && rules.rows.length === 0 && (
        <Empty>
          <strong>{t("zustaendigkeit.leerTitel")}</strong>
          <p>{t("zustaendigkeit.leerText")}</p>
        </Empty>
      )}
      {rules.rows.length > 0 && (
        <RuleTable
          rows={rules.rows}
          faults={tried ? wrong : wrong.map(early)}
          options={{
            zugang: zugaenge.map((z) => ({ value: z.name, label: z.name, detail: z.titel })),
            einheit: einheiten.map((e) => ({ value: e.schluessel, label: e.name, detail: e.schluessel })),
          }}
          acts={acts}
        />
      )}
      {base && (
        <div className={styles.bar}>
          <Button onClick={() => acts.add(toRow(EMPTY))}>+ {t("zustaendigkeit.hinzu")}</Button>
          <Button
            kind="primary"
            busy={rules.busy}
            aria-disabled={!rules.dirty || undefined}
            onClick={rules.dirty ? save(rules.save) : undefined}
          >
            {t("zustaendigkeit.speichern")}
          </Button>
          {rules.dirty && <Button onClick={drop}>{t("zustaendigkeit.verwerfen")}</Button>}
          <small className={rules.dirty ? "mark" : "muted"} role="status">
            {rules.dirty
              ? t("zustaendigkeit.ungespeichert")
              : base.geaendertAm &&
                t("zustaendigkeit.zuletzt", {
                  name: base.geaendertVon,
                  wann: formatMoment(base.geaendertAm, i18n.language),
                })}
          </small>
          <small className="muted push">{rules.rows.length > 1 && t("zustaendigkeit.tasten")}</small>
        </div>
      )}
      <p className="vh" role="status">
        {said}
      </p>
    </Sheet>
  );
}

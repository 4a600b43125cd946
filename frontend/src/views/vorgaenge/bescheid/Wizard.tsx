import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useEffect, useRef, useState } from "react";
import { createBescheid, submitBescheid } from "../../../api/commands.ts";
import { useBetrachte } from "../../../api/LiveProvider.tsx";
import { verfahrenQuery } from "../../../api/queries.ts";
import type { Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Columns } from "../../../components/Columns.tsx";
import { RadioGroup } from "../../../components/fields.tsx";
import { toast } from "../../../components/toast.ts";
import { DraftClash, DraftStatus } from "../../../domain/DraftStatus.tsx";
import { Statements } from "../../../domain/Statements.tsx";
import { statements } from "../../../domain/task-answers.ts";
import { useStood } from "../../../domain/use-act.ts";
import { useDraft } from "../../../domain/use-draft.ts";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { ModuleTextArea } from "../ModuleTextArea.tsx";
import { usePlaceholders } from "../use-placeholders.ts";
import { ChangeFields } from "./ChangeFields.tsx";
import { ConditionStep } from "./ConditionStep.tsx";
import { DecisionOvertaken } from "./DecisionOvertaken.tsx";
import {
  beginDecision,
  changes,
  confirmations,
  type DecisionDraft,
  draftChange,
  effect,
  feeFor,
  lifts,
  missing,
  outcomeKey,
  outcomes,
  readDraft,
  reasoned,
  STEPS,
  type Step,
  toBescheid,
  withFee,
} from "./decision-draft.ts";
import { HearingFields } from "./HearingFields.tsx";
import { IssueStep } from "./IssueStep.tsx";
import { PreviewStep } from "./PreviewStep.tsx";
import { TenorFields } from "./TenorFields.tsx";
import { useLawWords } from "./use-law-words.ts";
import styles from "./Wizard.module.css";

function StepNav({ t, at, onGo }: { t: TFunction; at: Step; onGo: (step: Step) => void }) {
  return (
    <nav aria-label={t("bescheid.schritte")}>
      <ol className={styles.steps}>
        {STEPS.map((step, nr) => (
          <li key={step}>
            <button type="button" aria-current={step === at ? "step" : undefined} onClick={() => onGo(step)}>
              <span className="num">{nr + 1}</span> {t(`bescheid.schritt.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface Props {
  vorgang: Vorgang;
  /** The first decision is offered. */
  offered: boolean;
  /** Somebody wants to change an earlier one. */
  changing?: boolean;
  onDone?: () => void;
}

/** Outcome → reasons → conditions and fee → the real letter → channel and issue. Typed text saves itself. */
export function Wizard({ vorgang, offered, changing = false, onDone }: Props) {
  const { t } = useLawWords(vorgang.recht);
  const { data: verfahren } = useQuery(verfahrenQuery(vorgang.verfahren, vorgang.verfahrenStand));
  const [empty] = useState(() => beginDecision(vorgang));
  const draft = useDraft<DecisionDraft>(vorgang.id, "bescheid", empty);
  const change = (part: Partial<DecisionDraft>) => draft.change(draftChange(part));
  const value = readDraft(draft.value);
  const values = usePlaceholders(vorgang);
  useBetrachte(vorgang.id, offered && value.ergebnis !== "");
  const action = useVorgangAction<DecisionDraft>(
    vorgang,
    (version, input) =>
      createBescheid(vorgang.id, { ...toBescheid(input, vorgang, values, version), bestaetigt: confirmations(input) }),
    () => {
      void draft.discard();
      onDone?.();
      toast(t("bescheid.erteilt", { nummer: vorgang.vorgangsnummer }));
    },
  );
  const submit = useVorgangAction<DecisionDraft>(
    vorgang,
    (version, input) =>
      submitBescheid(vorgang.id, { ...toBescheid(input, vorgang, values, version), bestaetigt: confirmations(input) }),
    () => {
      void draft.discard();
      onDone?.();
      toast(t("zeichnung.vorgelegt", { nummer: vorgang.vorgangsnummer }));
    },
  );
  const another = changes(vorgang).length > 0 && (changing || value.aenderung !== null);
  const stands = offered || another || action.busy || submit.busy;
  const stood = useStood(stands);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the step changes
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  }, [value.schritt]);
  if (draft.state === "laedt") return null;
  if (!stands) return <DecisionOvertaken {...{ vorgang, stood }} draft={value} onDrop={draft.discard} />;
  const at = STEPS.indexOf(value.schritt);
  const go = (step: Step | undefined) => {
    if (!step) return;
    moved.current = true;
    change({ schritt: step });
  };
  const art = effect(value, vorgang);
  const changed = lifts(art) || art === "wiederaufgreifen";
  const gaps = missing(value, vorgang, values);
  const gruende = verfahren?.gruende.filter((b) => !b.ergebnis?.length || b.ergebnis.includes(value.ergebnis)) ?? [];
  return (
    <Card aria-labelledby="neuer-bescheid">
      <div className="rowflex">
        <h2 id="neuer-bescheid">{t(changes(vorgang).length > 0 ? "aenderung.titel" : "bescheid.neu")}</h2>
        <span className="push rowflex">
          <DraftStatus state={draft.state} />
          {draft.state !== "leer" && (
            <Button kind="quiet" onClick={draft.discard}>
              {t("entwurf.verwerfen")}
            </Button>
          )}
        </span>
      </div>
      <DraftClash conflict={draft.conflict} />
      <StepNav t={t} at={value.schritt} onGo={go} />
      <h3 ref={heading} tabIndex={-1}>
        {t("bescheid.schrittVon", { nr: at + 1, count: STEPS.length, schritt: t(`bescheid.schritt.${value.schritt}`) })}
      </h3>
      {value.schritt === "ergebnis" && (
        <>
          <ChangeFields {...{ vorgang, change }} draft={value} />
          {(changes(vorgang).length === 0 || value.aenderung) && art !== "berichtigen" && (
            <RadioGroup
              legend={t(changed ? "aenderung.danach" : "bescheid.wieEntschieden")}
              value={value.ergebnis}
              onChange={(wert) => {
                const ergebnis = wert as DecisionDraft["ergebnis"];
                change({ ergebnis, ...(!value.aenderung && { gebuehr: feeFor(value, vorgang, ergebnis) }) });
              }}
              options={outcomes(value, vorgang).map((o) => ({
                ...{ value: o, label: t(outcomeKey(art, o)) },
                hint: t(
                  `${changed ? `aenderung.danachHinweis.${lifts(art) ? "weg" : "wieder"}` : "ergebnisHinweis"}.${o}`,
                ),
              }))}
            />
          )}
          <TenorFields {...{ vorgang, values, gaps, change }} draft={value} />
        </>
      )}
      {value.schritt === "gruende" && (
        <Columns single={statements(vorgang).length === 0}>
          <ModuleTextArea
            label={t(reasoned(value, vorgang) ? "bescheid.begruendung" : "bescheid.begruendungFreiwillig")}
            value={value.begruendung}
            onChange={(begruendung) => change({ begruendung })}
            modules={[...gruende, ...(verfahren?.textbausteine ?? [])]}
            values={withFee(value, values)}
            error={gaps.includes("begruendung") ? t("bescheidFehlt.begruendung") : undefined}
          />
          <Statements vorgang={vorgang} />
        </Columns>
      )}
      {value.schritt === "gruende" && <HearingFields {...{ vorgang, verfahren, change }} draft={value} />}
      {value.schritt === "auflagen" && (
        <ConditionStep {...{ vorgang, verfahren, change }} values={withFee(value, values)} draft={value} gaps={gaps} />
      )}
      {value.schritt === "vorschau" && <PreviewStep {...{ vorgang, values, gaps }} draft={value} />}
      {value.schritt === "kanal" && (
        <IssueStep {...{ vorgang, verfahren, values, gaps, change, action, submit }} draft={value} />
      )}
      <div className="actions">
        {at > 0 && <Button onClick={() => go(STEPS[at - 1])}>{t("bescheid.zurueck")}</Button>}
        {at < STEPS.length - 1 && (
          <Button kind="primary" disabled={!value.ergebnis} onClick={() => go(STEPS[at + 1])}>
            {t("bescheid.weiter", { schritt: t(`bescheid.schritt.${STEPS[at + 1]}`) })}
          </Button>
        )}
      </div>
    </Card>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { bescheidPruefungQuery } from "../../../api/queries.ts";
import type { Verfahren, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { RadioGroup } from "../../../components/fields.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { letterName } from "../../../domain/applicant.ts";
import type { Values } from "../../../domain/placeholders.ts";
import type { VorgangAction } from "../../../domain/use-vorgang-action.ts";
import { type DecisionDraft, kanalOf, type Missing, toBescheid } from "./decision-draft.ts";
import { Gaps } from "./Gaps.tsx";
import { Recipient } from "./Recipient.tsx";
import { ReleaseCheck } from "./ReleaseCheck.tsx";
import { Remedy } from "./Remedy.tsx";
import { useLawWords } from "./use-law-words.ts";
import { WhoGetsIt } from "./WhoGetsIt.tsx";

interface Props {
  vorgang: Vorgang;
  verfahren?: Verfahren;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
  action: VorgangAction<DecisionDraft>;
  /** The same, laid before a second person. */
  submit: VorgangAction<DecisionDraft>;
}

/** How the letter reaches the person and what follows from it; then the one confirmation of the house. */
export function IssueStep({ vorgang, verfahren, values, draft, gaps, change, action, submit }: Props) {
  const { t } = useLawWords(vorgang.recht);
  const [asking, setAsking] = useState<"erteilen" | "vorlegen">();
  const body = toBescheid(draft, vorgang, values, vorgang.version);
  const {
    data: checked,
    error,
    refetch,
  } = useQuery({ ...bescheidPruefungQuery(vorgang.id, body), enabled: gaps.length === 0 });
  const points = checked?.punkte ?? [];
  const open = points.some(
    ({ grund, stand }) => stand === "fehlt" || (stand === "bestaetigen" && !draft.bestaetigt.includes(grund)),
  );
  const represented = Boolean(draft.anschrift?.vertritt);
  const electronic = vorgang.einwilligung && vorgang.antwortMoeglich && !represented;
  const ready = gaps.length === 0 && checked !== undefined && !open;
  const two = (checked?.zeichnung.length ?? 0) > 0;
  return (
    <div className="stack">
      <RadioGroup
        legend={t("bescheid.wieBekannt")}
        value={kanalOf(draft)}
        onChange={(kanal) => change({ kanal: kanal as DecisionDraft["kanal"] })}
        options={[
          {
            value: "antragsraum",
            label: t("kanal.antragsraum"),
            hint: represented
              ? t("kanalHinweis.vertreten")
              : t(electronic ? "kanalHinweis.antragsraum" : "kanalHinweis.keineEinwilligung"),
            disabled: !electronic,
          },
          ...(vorgang.postfachGrund === "no_mailbox"
            ? []
            : [
                {
                  value: "postfach",
                  label: t("kanal.postfach"),
                  hint: represented
                    ? t("kanalHinweis.vertreten")
                    : t(vorgang.postfachGrund ? `fehlerFeld.${vorgang.postfachGrund}` : "kanalHinweis.postfach"),
                  disabled: represented || vorgang.postfachGrund !== "",
                },
              ]),
          { value: "post", label: t("kanal.post"), hint: t("kanalHinweis.post") },
        ]}
      />
      <Recipient {...{ vorgang, draft, change }} />
      <Remedy verfahren={verfahren} />
      {checked && (
        <ReleaseCheck
          recht={vorgang.recht}
          checked={checked}
          confirmed={draft.bestaetigt}
          onConfirm={(bestaetigt) => change({ bestaetigt })}
        />
      )}
      <ProblemNotice error={error} safe="form" onRetry={() => refetch()} />
      <Gaps gaps={gaps} />
      {two && (
        <p>
          <strong>{t("zeichnung.noetig")}</strong> {checked?.zeichnung.map((x) => t(`zeichnung.grund.${x}`)).join(" ")}
        </p>
      )}
      <ActionFeedback
        action={submit.error || submit.conflict ? submit : action}
        typed={(e) =>
          [t(`ergebnis.${e.ergebnis}`), e.begruendung, ...e.nebenbestimmungen.map((n) => n.text)].join("\n")
        }
      />
      <div className="actions">
        {!two && (
          <Button kind="primary" disabled={!ready} onClick={() => setAsking("erteilen")}>
            {t("bescheid.erteilen")}
          </Button>
        )}
        <Button kind={two ? "primary" : "plain"} disabled={!ready} onClick={() => setAsking("vorlegen")}>
          {t("zeichnung.vorlegen")}
        </Button>
      </div>
      {asking === "vorlegen" && (
        <Dialog title={t("zeichnung.vorlegenTitel")} onClose={() => setAsking(undefined)}>
          <p>{t("zeichnung.vorlegenText", { ergebnis: t(`ergebnis.${draft.ergebnis}`), name: letterName(vorgang) })}</p>
          {checked && <WhoGetsIt checked={checked} />}
          <ActionFeedback action={submit} typed={(e) => t(`ergebnis.${e.ergebnis}`)} />
          <div className="actions">
            <Button kind="primary" busy={submit.busy} onClick={() => submit.send(draft)}>
              {t("zeichnung.vorlegenJa")}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(undefined)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </Dialog>
      )}
      {asking === "erteilen" && (
        <Dialog title={t("bescheid.sicherTitel")} onClose={() => setAsking(undefined)}>
          <p>
            {t("bescheid.sicherText", {
              ergebnis: t(`ergebnis.${draft.ergebnis}`),
              name: letterName(vorgang),
              kanal: t(`kanal.${kanalOf(draft)}`),
            })}
          </p>
          {checked && <WhoGetsIt checked={checked} />}
          <ActionFeedback action={action} typed={(e) => t(`ergebnis.${e.ergebnis}`)} />
          <div className="actions">
            <Button kind="primary" busy={action.busy} onClick={() => action.send(draft)}>
              {t("bescheid.sicherJa")}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(undefined)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

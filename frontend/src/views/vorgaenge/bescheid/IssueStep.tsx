import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bescheidPruefungQuery } from "../../../api/queries.ts";
import type { Verfahren, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { RadioGroup } from "../../../components/fields.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import type { Values } from "../../../domain/placeholders.ts";
import type { VorgangAction } from "../../../domain/use-vorgang-action.ts";
import { type DecisionDraft, kanalOf, type Missing, toBescheid } from "./decision-draft.ts";
import { Gaps } from "./Gaps.tsx";
import { Recipient } from "./Recipient.tsx";
import { ReleaseCheck } from "./ReleaseCheck.tsx";
import { Remedy } from "./Remedy.tsx";

interface Props {
  vorgang: Vorgang;
  verfahren?: Verfahren;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
  action: VorgangAction<DecisionDraft>;
}

/** How the letter reaches the person and what follows from it; then the one confirmation of the house. */
export function IssueStep({ vorgang, verfahren, values, draft, gaps, change, action }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const body = toBescheid(draft, vorgang, values, vorgang.version);
  const { data: checked, error } = useQuery({ ...bescheidPruefungQuery(vorgang.id, body), enabled: gaps.length === 0 });
  const points = checked?.punkte ?? [];
  const open = points.some(
    ({ grund, stand }) => stand === "fehlt" || (stand === "bestaetigen" && !draft.bestaetigt.includes(grund)),
  );
  const represented = Boolean(draft.anschrift?.vertritt);
  const electronic = vorgang.einwilligung && vorgang.antwortMoeglich && !represented;
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
          { value: "post", label: t("kanal.post"), hint: t("kanalHinweis.post") },
        ]}
      />
      <Recipient {...{ vorgang, draft, change }} />
      <Remedy verfahren={verfahren} />
      {checked && (
        <ReleaseCheck
          checked={checked}
          confirmed={draft.bestaetigt}
          onConfirm={(bestaetigt) => change({ bestaetigt })}
        />
      )}
      <ProblemNotice error={error} safe="form" />
      <Gaps gaps={gaps} />
      <ActionFeedback
        action={action}
        typed={(e) =>
          [t(`ergebnis.${e.ergebnis}`), e.begruendung, ...e.nebenbestimmungen.map((n) => n.text)].join("\n")
        }
      />
      <div className="actions">
        <Button kind="primary" disabled={gaps.length > 0 || !checked || open} onClick={() => setAsking(true)}>
          {t("bescheid.erteilen")}
        </Button>
      </div>
      {asking && (
        <Dialog title={t("bescheid.sicherTitel")} onClose={() => setAsking(false)}>
          <p>
            {t("bescheid.sicherText", {
              ergebnis: t(`ergebnis.${draft.ergebnis}`),
              name: vorgang.antragsteller,
              kanal: t(`kanal.${kanalOf(draft)}`),
            })}
          </p>
          <ActionFeedback action={action} typed={(e) => t(`ergebnis.${e.ergebnis}`)} />
          <div className="actions">
            <Button kind="primary" busy={action.busy} onClick={() => action.send(draft)}>
              {t("bescheid.sicherJa")}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

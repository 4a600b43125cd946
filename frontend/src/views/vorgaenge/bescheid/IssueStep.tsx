import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { RadioGroup } from "../../../components/fields.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import type { VorgangAction } from "../../../domain/use-vorgang-action.ts";
import type { DecisionDraft, Missing } from "./decision-draft.ts";
import { Gaps } from "./Gaps.tsx";

interface Props {
  vorgang: Vorgang;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
  action: VorgangAction<DecisionDraft>;
}

/** How the letter reaches the person and what follows from it; then the one confirmation of the house. */
export function IssueStep({ vorgang, draft, gaps, change, action }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const electronic = vorgang.einwilligung && vorgang.antwortMoeglich;
  return (
    <div className="stack">
      <RadioGroup
        legend={t("bescheid.wieBekannt")}
        value={draft.kanal}
        onChange={(kanal) => change({ kanal: kanal as DecisionDraft["kanal"] })}
        options={[
          {
            value: "antragsraum",
            label: t("kanal.antragsraum"),
            hint: t(electronic ? "kanalHinweis.antragsraum" : "kanalHinweis.keineEinwilligung"),
            disabled: !electronic,
          },
          { value: "post", label: t("kanal.post"), hint: t("kanalHinweis.post") },
        ]}
      />
      <Gaps gaps={gaps} />
      <ActionFeedback
        action={action}
        typed={(e) => `${t(`ergebnis.${e.ergebnis}`)}\n${e.begruendung}\n${e.auflagen.join("\n")}`}
      />
      <div className="actions">
        <Button kind="primary" disabled={gaps.length > 0} onClick={() => setAsking(true)}>
          {t("bescheid.erteilen")}
        </Button>
      </div>
      {asking && (
        <Dialog title={t("bescheid.sicherTitel")} onClose={() => setAsking(false)}>
          <p>
            {t("bescheid.sicherText", {
              ergebnis: t(`ergebnis.${draft.ergebnis}`),
              name: vorgang.antragsteller,
              kanal: t(`kanal.${draft.kanal}`),
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

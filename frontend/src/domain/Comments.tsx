import { useTranslation } from "react-i18next";
import { addKommentar } from "../api/commands.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { TextArea } from "../components/fields.tsx";
import { formatMoment } from "../lib/date.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { DraftClash, DraftStatus } from "./DraftStatus.tsx";
import { Overtaken } from "./Overtaken.tsx";
import { Remark } from "./Remark.tsx";
import { useStood } from "./use-act.ts";
import { useDraft } from "./use-draft.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";

/** Remarks among colleagues; the applicant never sees them. */
export function Comments({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const draft = useDraft(vorgang.id, "kommentar", { text: "" });
  const action = useVorgangAction<string>(
    vorgang,
    (_, text) => addKommentar(vorgang.id, text),
    () => void draft.discard(),
  );
  const stands = vorgang.aktionen.includes("kommentieren") || action.busy;
  const stood = useStood(stands);
  return (
    <Card aria-labelledby="kommentare">
      <h2 id="kommentare">{t("kommentar.titel")}</h2>
      {vorgang.kommentare.length === 0 && <p className="muted">{t("kommentar.leer")}</p>}
      <ul className="stack-s">
        {vorgang.kommentare.map((k) => (
          <Remark key={k.id}>
            <small className="muted">
              {k.von}, {formatMoment(k.am, i18n.language)}
            </small>
            <p className="pre">{k.text}</p>
          </Remark>
        ))}
      </ul>
      {!stands && draft.value.text.trim() !== "" && (
        <Overtaken
          vorgangId={vorgang.id}
          title={t("ueberholt.akt.titel", { name: t("kommentar.neu") })}
          text={t("ueberholt.akt.text")}
          own={[{ label: t("kommentar.neu"), text: draft.value.text }]}
          onDrop={draft.discard}
          replacesForm={stood}
        />
      )}
      {stands && (
        <form
          className="stack-s"
          onSubmit={(e) => {
            e.preventDefault();
            action.send(draft.value.text.trim());
          }}
        >
          <TextArea
            label={t("kommentar.neu")}
            rows={2}
            required
            maxLength={10_000}
            value={draft.value.text}
            onChange={(text) => draft.change({ text })}
          />
          <DraftClash conflict={draft.conflict} />
          <ActionFeedback action={action} typed={(e) => e} />
          <div className="rowflex">
            <Button type="submit" busy={action.busy}>
              {t("kommentar.speichern")}
            </Button>
            <DraftStatus state={draft.state} />
          </div>
        </form>
      )}
    </Card>
  );
}

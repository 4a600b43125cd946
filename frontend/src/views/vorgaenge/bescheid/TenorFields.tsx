import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { TextArea } from "../../../components/fields.tsx";
import { fillPlaceholders, openPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { type DecisionDraft, type Missing, type Sentence, sentence, withFee } from "./decision-draft.ts";

interface Props {
  vorgang: Vorgang;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
}

/** What is decided, word for word as the letter says it; of a partial grant both halves. */
export function TenorFields({ vorgang, values, draft, gaps, change }: Props) {
  const { t } = useTranslation();
  const { ergebnis } = draft;
  if (!ergebnis) return null;
  const now = sentence(draft, vorgang);
  const set = (part: Partial<Sentence>) => change({ saetze: { ...draft.saetze, [ergebnis]: { ...now, ...part } } });
  const hint = (text: string) => {
    const known = withFee(draft, values);
    const open = openPlaceholders(fillPlaceholders(text, known));
    if (open.length === 0 && known.wirkung && text.includes("{{wirkung}}"))
      return t("aenderung.wirkungHinweis", { platz: "{{wirkung}}", wirkung: known.wirkung });
    return open.length > 0
      ? t("bausteine.offen", { count: open.length, namen: open.join(", ") })
      : t("bescheid.tenorHinweis");
  };
  return (
    <>
      <TextArea
        label={t("bescheid.tenor")}
        hint={hint(now.text)}
        rows={3}
        maxLength={10_000}
        value={now.text}
        error={gaps.includes("tenor") && !now.text.trim() ? t("bescheidFehlt.tenor") : undefined}
        onChange={(text) => set({ text })}
      />
      {ergebnis === "teilweise" && (
        <TextArea
          label={t("bescheid.ablehnung")}
          hint={hint(now.ablehnung)}
          rows={2}
          maxLength={10_000}
          value={now.ablehnung}
          error={gaps.includes("ablehnung") && !now.ablehnung.trim() ? t("bescheidFehlt.ablehnung") : undefined}
          onChange={(ablehnung) => set({ ablehnung })}
        />
      )}
    </>
  );
}

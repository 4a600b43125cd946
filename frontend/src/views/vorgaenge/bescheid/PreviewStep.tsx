import type { Vorgang } from "../../../api/types.ts";
import type { Values } from "../../../domain/placeholders.ts";
import { type DecisionDraft, type Missing, toBescheid } from "./decision-draft.ts";
import { Gaps } from "./Gaps.tsx";
import { Letter } from "./Letter.tsx";

interface Props {
  vorgang: Vorgang;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
}

/** The letter of the draft, once nothing is missing. */
export function PreviewStep({ vorgang, values, draft, gaps }: Props) {
  if (gaps.length > 0) return <Gaps gaps={gaps} />;
  return <Letter vorgangId={vorgang.id} bescheid={toBescheid(draft, vorgang, values, vorgang.version)} />;
}

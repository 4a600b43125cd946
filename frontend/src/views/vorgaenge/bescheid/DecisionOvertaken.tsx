import type { Vorgang } from "../../../api/types.ts";
import { Overtaken } from "../../../domain/Overtaken.tsx";
import type { DecisionDraft } from "./decision-draft.ts";
import { useLawWords } from "./use-law-words.ts";

interface Props {
  vorgang: Vorgang;
  draft: DecisionDraft;
  stood: boolean;
  onDrop: () => void;
}

/** A decision somebody was about to make, in a case that somebody else has decided or closed. */
export function DecisionOvertaken({ vorgang, draft, stood, onDrop }: Props) {
  const { t } = useLawWords(vorgang.recht);
  if (!draft.ergebnis && !draft.begruendung && draft.nebenbestimmungen.length === 0) return null;
  const satz = draft.ergebnis ? draft.saetze[draft.ergebnis] : undefined;
  const own = [
    { label: t("bescheid.schritt.ergebnis"), text: draft.ergebnis && t(`ergebnis.${draft.ergebnis}`) },
    { label: t("bescheid.begruendung"), text: draft.begruendung },
    { label: t("bescheid.tenor"), text: [satz?.text, satz?.ablehnung].filter(Boolean).join("\n") },
    { label: t("bescheid.auflagen"), text: draft.nebenbestimmungen.map((n) => n.text).join("\n") },
    { label: t("bescheid.gebuehrEuro"), text: draft.gebuehr },
  ];
  return (
    <Overtaken
      vorgangId={vorgang.id}
      title={t("ueberholt.akt.titel", { name: t("bescheid.neu") })}
      text={t("ueberholt.akt.text")}
      own={own.filter(({ text }) => text !== "")}
      onDrop={onDrop}
      replacesForm={stood}
    />
  );
}

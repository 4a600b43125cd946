import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { Overtaken } from "../../../domain/Overtaken.tsx";
import { formatDate } from "../../../lib/date.ts";
import type { MessageDraft, MessageKind } from "./message-draft.ts";

interface Props {
  vorgang: Vorgang;
  kind: MessageKind;
  draft: MessageDraft;
  stood: boolean;
  onDrop: () => void;
}

/** A message somebody was writing, in a case that no longer lets it be sent. */
export function MessageOvertaken({ vorgang, kind, draft, stood, onDrop }: Props) {
  const { t, i18n } = useTranslation();
  const items = draft.punkte.map((p) => [p.titel, p.hinweis].filter(Boolean).join(" – ")).filter(Boolean);
  const written = draft.betreff || draft.text || items.length > 0;
  if (!written) return null;
  const own = [
    { label: t("nachricht.betreff"), text: draft.betreff },
    { label: t("nachricht.text"), text: draft.text },
    { label: t("punkt.liste"), text: items.join("\n") },
    { label: t("nachricht.frist"), text: draft.antwortBis && formatDate(draft.antwortBis, i18n.language) },
  ];
  return (
    <Overtaken
      vorgangId={vorgang.id}
      title={t("ueberholt.akt.titel", { name: t(`nachricht.neu.${kind}`) })}
      text={t("ueberholt.akt.text")}
      own={own.filter(({ text }) => text !== "")}
      onDrop={onDrop}
      replacesForm={stood}
    />
  );
}

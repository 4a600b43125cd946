import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types.ts";
import { useBegun } from "./begun.tsx";
import { type Fact, Overtaken } from "./Overtaken.tsx";

interface Props {
  vorgang: Vorgang;
  act: string;
  /** What one had wanted to do. */
  name: string;
  own: Fact[];
  stood: boolean;
  onDropped?: () => void;
}

/** An act that the case no longer lets this person do, with what was typed for it. */
export function ActOvertaken({ vorgang, act, name, own, stood, onDropped }: Props) {
  const { t } = useTranslation();
  const begun = useBegun();
  return (
    <Overtaken
      vorgangId={vorgang.id}
      title={t("ueberholt.akt.titel", { name })}
      text={t("ueberholt.akt.text")}
      own={own.filter(({ text }) => text !== "")}
      since={begun.since(act)}
      onDrop={() => {
        begun.forget(act);
        onDropped?.();
      }}
      replacesForm={stood}
    />
  );
}

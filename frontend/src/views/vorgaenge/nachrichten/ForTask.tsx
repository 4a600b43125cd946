import { useTranslation } from "react-i18next";
import type { Aufgabe, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { MessageKind } from "./message-draft.ts";

interface Props {
  vorgang: Vorgang;
  kind: MessageKind;
  /** the task the message is written for; without it the message stands beside the process */
  aufgabe?: Aufgabe;
  onChoose: (id: string | undefined) => void;
}

/** Says whether sending completes a task of the process, so that nobody takes any message for the hearing. */
export function ForTask({ vorgang, kind, aufgabe, onChoose }: Props) {
  const { t } = useTranslation();
  if (aufgabe)
    return (
      <Notice kind={aufgabe.zustand === "offen" ? "info" : "warn"}>
        <p>{t(aufgabe.zustand === "offen" ? "nachricht.aufgabe.erledigt" : "nachricht.aufgabe.vorbei")}</p>
        <div className="actions">
          <Button onClick={() => onChoose(undefined)}>{t("nachricht.aufgabe.daneben")}</Button>
        </div>
      </Notice>
    );
  return vorgang.aufgaben
    .filter((a) => a.zustand === "offen" && a.erledigbar && a.aktion === kind)
    .map((a) => (
      <Notice key={a.id}>
        <p>{t("nachricht.aufgabe.offen", { titel: a.titel })}</p>
        <div className="actions">
          <Button onClick={() => onChoose(a.id)}>{t("nachricht.aufgabe.dafuer", { titel: a.titel })}</Button>
        </div>
      </Notice>
    ));
}

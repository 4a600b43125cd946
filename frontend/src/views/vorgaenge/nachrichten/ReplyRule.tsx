import { useTranslation } from "react-i18next";
import { Button } from "../../../components/Button.tsx";
import { SelectField, TextField } from "../../../components/fields.tsx";
import { inWorkdays } from "../../../domain/urgency.ts";
import { addMonths, nextWorkday, today } from "../../../lib/date.ts";
import type { MessageDraft, MessageKind } from "./message-draft.ts";
import styles from "./ReplyRule.module.css";

interface Props {
  kind: MessageKind;
  /** the process waits for the answer */
  forced: boolean;
  draft: MessageDraft;
  /** Vertrauensniveaus that can be asked for, lowest first; none where nobody signs in */
  offered: MessageDraft["vertrauensniveau"][];
  change: (part: Partial<MessageDraft>) => void;
  error?: string;
}

/** Whether and until when an answer is expected, and how surely one must be signed in to read it. */
export function ReplyRule({ kind, forced, draft, offered, change, error }: Props) {
  const { t } = useTranslation();
  const rules =
    forced || kind === "nachforderung" ? (["erforderlich"] as const) : (["moeglich", "erforderlich", "keine"] as const);
  return (
    <div className={styles.grid}>
      <SelectField
        label={t("nachricht.antwort")}
        value={draft.antwort}
        onChange={(wert) => change({ antwort: wert as MessageDraft["antwort"] })}
        options={rules.map((value) => ({ value, label: t(`antwort.${value}`) }))}
      />
      {offered.length > 0 && (
        <SelectField
          label={t("nachricht.vertrauensniveau")}
          value={String(Math.max(draft.vertrauensniveau, offered[0] ?? 4))}
          onChange={(wert) => change({ vertrauensniveau: Number(wert) as MessageDraft["vertrauensniveau"] })}
          options={offered.map((level) => ({ value: String(level), label: t(`niveau.${level}`) }))}
        />
      )}
      {draft.antwort !== "keine" && (
        <div className="stack-s">
          <TextField
            label={t(draft.antwort === "erforderlich" ? "nachricht.frist" : "nachricht.fristFreiwillig")}
            type="date"
            min={today()}
            value={draft.antwortBis}
            error={error}
            onChange={(antwortBis) => change({ antwortBis })}
          />
          <div className="rowflex">
            <Button onClick={() => change({ antwortBis: inWorkdays(10) })}>{t("nachricht.zehnTage")}</Button>
            <Button onClick={() => change({ antwortBis: inWorkdays(14) })}>{t("nachricht.vierzehnTage")}</Button>
            <Button onClick={() => change({ antwortBis: nextWorkday(addMonths(today(), 1)) })}>
              {t("wiedervorlage.monat")}
            </Button>
          </div>
          {kind === "nachforderung" && <small className="muted">{t("nachricht.fristRegel")}</small>}
        </div>
      )}
    </div>
  );
}

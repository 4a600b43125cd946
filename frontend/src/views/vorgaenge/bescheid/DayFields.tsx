import { useTranslation } from "react-i18next";
import { TextArea, TextField } from "../../../components/fields.tsx";

interface Props {
  day: string;
  reason: string;
  onDay: (day: string) => void;
  onReason: (reason: string) => void;
}

/** The day of Bekanntgabe where no rule gives one, and what it follows from. */
export function DayFields({ day, reason, onDay, onReason }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <TextField label={t("bescheid.bekanntAm")} type="date" required value={day} onChange={onDay} />
      <TextArea
        label={t("postFrage.tagGrund")}
        hint={t("postFrage.tagGrundHinweis")}
        required
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={onReason}
      />
    </>
  );
}

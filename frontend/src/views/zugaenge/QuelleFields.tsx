import { useTranslation } from "react-i18next";
import { CheckField, fieldClass, TextField } from "../../components/fields.tsx";
import { cx } from "../../lib/cx.ts";
import type { Entwurf } from "./zugang-draft.ts";

interface Props {
  entwurf: Entwurf;
  hasPassword: boolean;
  onChange: (part: Partial<Entwurf>) => void;
}

/** Where the intake fetches, if it does. */
export function QuelleFields({ entwurf, hasPassword, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={cx(fieldClass.frame, "stack")}>
      <legend>{t("zugang.quelle")}</legend>
      <CheckField label={t("zugang.quelleAn")} checked={entwurf.holtAb} onChange={(holtAb) => onChange({ holtAb })} />
      {entwurf.holtAb && (
        <>
          <TextField
            label={t("zugang.quelleUrl")}
            maxLength={2000}
            value={entwurf.url}
            onChange={(url) => onChange({ url })}
          />
          <TextField
            label={t("zugang.quelleBenutzer")}
            maxLength={400}
            autoComplete="off"
            value={entwurf.quelleBenutzer}
            onChange={(quelleBenutzer) => onChange({ quelleBenutzer })}
          />
          <TextField
            label={t("zugang.quellePasswort")}
            hint={hasPassword ? t("zugang.geheimGesetzt") : undefined}
            type="password"
            autoComplete="new-password"
            value={entwurf.quellePasswort}
            onChange={(quellePasswort) => onChange({ quellePasswort })}
          />
        </>
      )}
    </fieldset>
  );
}

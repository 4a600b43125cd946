import { useTranslation } from "react-i18next";
import { useIch } from "../api/session.ts";
import { Initials } from "../components/Avatar.tsx";
import { buttonClass } from "../components/Button.tsx";
import { CheckField, SelectField } from "../components/fields.tsx";
import { Popover } from "../components/Popover.tsx";
import { forgetLocalDrafts } from "../domain/draft-wire.ts";
import { changeSettings, type Settings, useSettings } from "../lib/settings.ts";

/** Who I am here, how it looks and speaks, and the way out. */
export function AvatarMenu() {
  const { t } = useTranslation();
  const ich = useIch();
  const { language, theme, shortcuts } = useSettings();
  return (
    <Popover
      end
      className={buttonClass("icon")}
      name={t("kopf.konto", { name: ich.name })}
      label={<Initials name={ich.name} />}
    >
      {() => (
        <div className="stack-s">
          <div>
            <strong>{ich.name}</strong>
            <p className="muted">
              {ich.rollen.map((rolle) => t(`rolle.${rolle}`, { defaultValue: rolle })).join(", ")}
            </p>
          </div>
          <SelectField
            label={t("kopf.sprache")}
            value={language}
            onChange={(wert) => changeSettings({ language: wert as Settings["language"] })}
            options={[
              { value: "de", label: "Deutsch" },
              { value: "en", label: "English" },
            ]}
          />
          <SelectField
            label={t("kopf.darstellung")}
            value={theme}
            onChange={(wert) => changeSettings({ theme: wert as Settings["theme"] })}
            options={["system", "light", "dark"].map((value) => ({ value, label: t(`kopf.thema.${value}`) }))}
          />
          <CheckField
            label={t("kopf.kurztasten")}
            checked={shortcuts}
            onChange={(an) => changeSettings({ shortcuts: an })}
          />
          <form method="post" action="/abmelden" onSubmit={forgetLocalDrafts}>
            <button type="submit" className={buttonClass()}>
              {t("kopf.abmelden")}
            </button>
          </form>
        </div>
      )}
    </Popover>
  );
}

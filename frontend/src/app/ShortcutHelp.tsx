import { useTranslation } from "react-i18next";
import { Dialog } from "../components/Dialog.tsx";
import { Facts } from "../components/Facts.tsx";
import { CheckField } from "../components/fields.tsx";
import { Key } from "../components/Key.tsx";
import { changeSettings, useSettings } from "../lib/settings.ts";

const KEYS: [string, string][] = [
  ["/", "suche"],
  ["↓ ↑", "bewegen"],
  ["j k", "bewegen2"],
  ["↵", "oeffnen"],
  ["x", "waehlen"],
  ["::", "baustein"],
  ["Esc", "schliessen"],
  ["?", "hilfe"],
];

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { shortcuts } = useSettings();
  return (
    <Dialog title={t("tasten.titel")} onClose={onClose}>
      <Facts>
        {KEYS.map(([key, name]) => (
          <div key={name}>
            <dt>
              <Key name={key} />
            </dt>
            <dd>{t(`tasten.${name}`)}</dd>
          </div>
        ))}
      </Facts>
      <p className="muted">{t("tasten.hinweis")}</p>
      <CheckField
        label={t("kopf.kurztasten")}
        checked={shortcuts}
        onChange={(an) => changeSettings({ shortcuts: an })}
      />
    </Dialog>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Zugang } from "../../api/types.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Facts } from "../../components/Facts.tsx";
import styles from "./Zugangsdaten.module.css";

interface Props {
  zugang: Zugang;
  passwort: string;
  onClose: () => void;
}

/** Address, user and password for the form server; the password is never shown again. */
export function Zugangsdaten({ zugang, passwort, onClose }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState("");
  const rows = [
    ["adresse", zugang.adresse],
    ["benutzer", zugang.benutzer],
    ["passwort", passwort],
  ] as const;
  const copy = async (name: string, wert: string) => {
    await navigator.clipboard?.writeText(wert);
    setCopied(name);
  };
  return (
    <Dialog title={t("zugang.passwortTitel")} onClose={onClose}>
      <p>{t("zugang.passwortText")}</p>
      <Facts className={styles.credentials}>
        {rows.map(([name, wert]) => (
          <div key={name}>
            <dt>{t(`zugang.${name}`)}</dt>
            <dd>
              <code className="wrap">{wert}</code>{" "}
              <button
                type="button"
                className={buttonClass("quiet")}
                aria-label={t("zugang.kopieren", { was: t(`zugang.${name}`) })}
                onClick={() => copy(name, wert)}
              >
                ⧉
              </button>
            </dd>
          </div>
        ))}
      </Facts>
      <p role="status" className="muted">
        {copied && t("zugang.kopiert")}
      </p>
      <div className="actions">
        <Button kind="primary" onClick={onClose}>
          {t("zugang.notiert")}
        </Button>
      </div>
    </Dialog>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { PostForm } from "./PostForm.tsx";

/** The letter for a decision that still waits for retrieval: never by the way, and with what follows from it. */
export function OtherWay({ vorgang, bescheid }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const from = { context: bescheid.kanal };
  const form = <PostForm {...{ vorgang, bescheid }} act="anderer_weg" submit={t("bescheid.weiterPost")} />;
  // No longer offered: what was typed stays as a card.
  if (!bescheid.aktionen.includes("anderer_weg")) return form;
  return (
    <div className="actions">
      <Button onClick={() => setOpen(true)}>{t("bescheid.andererWeg")}</Button>
      {open && (
        <Dialog title={t("bescheid.andererWegTitel", from)} onClose={() => setOpen(false)}>
          <p>{t("bescheid.andererWegJetzt", from)}</p>
          <p>{t("bescheid.andererWegDann", from)}</p>
          {form}
          <div className="actions">
            <Button kind="quiet" onClick={() => setOpen(false)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

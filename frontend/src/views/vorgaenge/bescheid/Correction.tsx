import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { CorrectionForm, corrections } from "./CorrectionForm.tsx";

/** What was entered about the Bekanntgabe is put right, or a day nobody knew is found. */
export function Correction({ vorgang, bescheid }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const form = <CorrectionForm {...{ vorgang, bescheid }} onDone={() => setOpen(false)} />;
  // No longer offered: what was typed stays as a card.
  if (corrections(bescheid).length === 0) return form;
  const title = bescheid.bekanntgabe?.am ? t("berichtigung.knopf") : t("berichtigung.feststellen");
  return (
    <div className="actions">
      <Button kind={bescheid.bekanntgabe?.am ? "plain" : "primary"} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open && (
        <Dialog title={t("berichtigung.titel")} onClose={() => setOpen(false)}>
          {form}
        </Dialog>
      )}
    </div>
  );
}

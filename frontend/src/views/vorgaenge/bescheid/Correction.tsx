import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Adressat, Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { CorrectionForm, corrections } from "./CorrectionForm.tsx";

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  /** Whose letter it is; without one, that of the applicant. */
  adressat?: Adressat;
}

/** What was entered about the Bekanntgabe is put right, or a day nobody knew is found. */
export function Correction({ vorgang, bescheid, adressat }: Props) {
  const { t } = useTranslation();
  const letter = adressat ?? bescheid;
  const [open, setOpen] = useState(false);
  const form = <CorrectionForm {...{ vorgang, bescheid, adressat }} onDone={() => setOpen(false)} />;
  // No longer offered: what was typed stays as a card.
  if (corrections(letter).length === 0) return form;
  const title = letter.bekanntgabe?.am ? t("berichtigung.knopf") : t("berichtigung.feststellen");
  return (
    <div className="actions">
      <Button kind={letter.bekanntgabe?.am ? "plain" : "primary"} onClick={() => setOpen(true)}>
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

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { AddresseeForm, roles } from "./AddresseeForm.tsx";

/** Who else gets the decision, or who represents the applicant. */
export function AddAddressee({ vorgang, bescheid }: { vorgang: Vorgang; bescheid: Bescheid }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const form = <AddresseeForm {...{ vorgang, bescheid }} onDone={() => setOpen(false)} />;
  // No longer offered: what was typed stays as a card.
  if (roles(bescheid).length === 0) return form;
  return (
    <div className="actions">
      <Button onClick={() => setOpen(true)}>{t("adressat.knopf")}</Button>
      {open && (
        <Dialog title={t("adressat.titel")} onClose={() => setOpen(false)}>
          {form}
        </Dialog>
      )}
    </div>
  );
}

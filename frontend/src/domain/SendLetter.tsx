import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendBrief } from "../api/commands.ts";
import type { Briefanschrift, Nachricht, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Notice } from "../components/Notice.tsx";
import { toast } from "../components/toast.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { AddressFields } from "./AddressFields.tsx";
import { addressLine } from "./address-line.ts";
import { briefAct } from "./KeptActs.tsx";
import { otherAddress } from "./letter-address.ts";
import { useAct } from "./use-act.ts";

interface Props {
  vorgang: Vorgang;
  n: Nachricht;
}

/** Where the letter of a message goes; it begins with the address of the application. */
function SendLetterDialog({ vorgang, n, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const name = briefAct(n.id, "schicken");
  const action = useAct<Briefanschrift | undefined>({
    vorgang,
    act: name,
    offered: n.brief,
    blank: vorgang.briefanschrift,
    call: (version, anschrift) => sendBrief(vorgang.id, n.id, version, anschrift),
    onDone: () => {
      toast(t("brief.fertig.schicken"));
      onClose();
    },
  });
  const { name: to = "", strasse = "", plzOrt = "", land = "" } = action.typed;
  const lies = vorgang.sendungen.some((s) => s.nachrichtId === n.id && s.ziel === "post" && s.zustand === "zur_post");
  return (
    <ActDialog {...{ vorgang, action, name, onClose }} title={t("brief.titel.schicken")}>
      <p>{t("brief.text.schicken")}</p>
      {lies && <p>{t("brief.text.ersetzt")}</p>}
      {vorgang.briefMangel && <Notice kind="warn">{t(`fehlerFeld.${vorgang.briefMangel}`)}</Notice>}
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send(otherAddress(vorgang, { name: to, strasse, plzOrt, land }));
        }}
      >
        <AddressFields {...{ name: to, strasse, plzOrt, land }} onChange={action.type} />
        <ActionFeedback
          action={action}
          typed={(an) => addressLine(t, an ?? vorgang.briefanschrift)}
          labels={{ anschrift: t("brief.anschrift") }}
        />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t("brief.tun.schicken")}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

/** Sends a message that is there as a letter, or again to another address. */
export function SendLetter({ vorgang, n }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!n.brief && !open) return null;
  const again = vorgang.sendungen.some((s) => s.nachrichtId === n.id && s.ziel === "post" && s.zustand !== "verworfen");
  const button = t(`brief.akt.${again ? "nochmal" : "schicken"}`);
  return (
    <>
      {n.brief && (
        <Button aria-label={`${button}: ${n.betreff}`} onClick={() => setOpen(true)}>
          {button}
        </Button>
      )}
      {open && <SendLetterDialog {...{ vorgang, n }} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Nobody was told of a message that wants an answer: who wrote it has to know, and what to do. */
export function Silent({ vorgang, n }: Props) {
  const { t } = useTranslation();
  if (!n.stumm) return null;
  return (
    <Notice kind="warn" title={t("brief.stummTitel")}>
      <p>{t("brief.stumm")}</p>
      <div className="actions">
        <SendLetter {...{ vorgang, n }} />
      </div>
    </Notice>
  );
}

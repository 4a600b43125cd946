import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assignVorgang } from "../api/commands.ts";
import { benutzerQuery } from "../api/queries.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { toast } from "../components/toast.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { PersonPicker } from "./PersonPicker.tsx";
import { useAssign } from "./use-assign.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";

/** Gives the case to somebody; each person's load stands beside the name. */
export function AssignDialog({ vorgang, onClose }: { vorgang: Vorgang; onClose: () => void }) {
  const { t } = useTranslation();
  const assign = useAssign();
  const [person, setPerson] = useState<string | null>(null);
  const { data: people = [] } = useQuery(benutzerQuery(vorgang.einheit));
  const nameOf = (benutzer: string) => people.find((p) => p.benutzer === benutzer)?.name ?? "–";
  const before = vorgang.zustaendig;
  const action = useVorgangAction<string>(
    vorgang,
    (version, benutzer) => assignVorgang(vorgang.id, version, benutzer),
    (neu) => {
      toast(t("zuweisen.fertig", { name: neu.zustaendigName, nummer: neu.vorgangsnummer }), {
        label: t("allgemein.rueckgaengig"),
        run: () => assign.giveBack([{ id: neu.id, version: neu.version, to: before }]),
      });
      onClose();
    },
  );
  return (
    <Dialog title={t("aktion.zuweisen")} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          if (person) action.send(person);
        }}
      >
        <PersonPicker einheit={vorgang.einheit} value={person} onChange={setPerson} />
        <ActionFeedback action={action} typed={nameOf} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy} disabled={!person}>
            {t("aktion.zuweisen")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeVorgang, fileVorgang, reopenVorgang } from "../api/commands.ts";
import { useIch } from "../api/session.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Popover } from "../components/Popover.tsx";
import { toast } from "../components/toast.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { AktenzeichenDialog } from "./AktenzeichenDialog.tsx";
import { AssignDialog } from "./AssignDialog.tsx";
import { ForwardDialog } from "./ForwardDialog.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useTake } from "./use-take.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";
import { WiedervorlageDialog } from "./WiedervorlageDialog.tsx";

type Open = "zuweisen" | "weiterleiten" | "wiedervorlage" | "aktenzeichen" | "abschliessen" | "wiedereroeffnen" | null;

const IN_MENU = ["weiterleiten", "aktenzeichen", "abschliessen", "wiedereroeffnen"] as const;

function OpenDialog({ open, vorgang, onClose }: { open: Open; vorgang: Vorgang; onClose: () => void }) {
  const { id } = vorgang;
  if (open === "zuweisen") return <AssignDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "weiterleiten") return <ForwardDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "wiedervorlage") return <WiedervorlageDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "aktenzeichen") return <AktenzeichenDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "abschliessen")
    return (
      <ReasonDialog
        {...{ vorgang, onClose }}
        name={open}
        optional
        call={(v, g) => closeVorgang(id, v, g || undefined)}
      />
    );
  if (open === "wiedereroeffnen")
    return <ReasonDialog {...{ vorgang, onClose }} name={open} call={(v, g) => reopenVorgang(id, v, g)} />;
  return null;
}

interface Props {
  vorgang: Vorgang;
  /** The box “Nächster Schritt” stands beside it and offers to take a new case. */
  besideNextStep?: boolean;
}

/** What this person may do with the case now; the server's list decides. */
export function CaseActions({ vorgang, besideNextStep }: Props) {
  const { t } = useTranslation();
  const ich = useIch();
  const [open, setOpen] = useState<Open>(null);
  const may = (aktion: string) => vorgang.aktionen.includes(aktion);
  const mine = vorgang.zustaendig === ich.benutzer;
  const take = useTake(vorgang);
  const file = useVorgangAction(
    vorgang,
    (version) => fileVorgang(vorgang.id, version),
    () => toast(t("aktionFertig.ablegen")),
    true,
  );
  return (
    <div className="stack-s">
      <div className="rowflex">
        {may("zuweisen") && !mine && !(besideNextStep && vorgang.status === "neu") && (
          <Button busy={take.busy} onClick={() => take.send(undefined)}>
            {t("aktion.uebernehmen")}
          </Button>
        )}
        {may("zuweisen") && mine && (
          <Button busy={take.busy} onClick={() => take.send(null)}>
            {t("aktion.zurueckgeben")}
          </Button>
        )}
        {may("zuweisen") && <Button onClick={() => setOpen("zuweisen")}>{t("aktion.zuweisen")}</Button>}
        {may("wiedervorlage") && <Button onClick={() => setOpen("wiedervorlage")}>{t("aktion.wiedervorlage")}</Button>}
        <Popover label={t("aktion.weitere")} end>
          {(close) => (
            <ul className="menu">
              {IN_MENU.filter(may).map((name) => (
                <li key={name}>
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      setOpen(name);
                    }}
                  >
                    {t(`aktion.${name}`)}
                  </button>
                </li>
              ))}
              {may("exportieren") && (
                <li>
                  <a href={`/api/v1/vorgaenge/${vorgang.id}/export/xdomea`} download>
                    {t("aktion.exportieren")}
                  </a>
                </li>
              )}
              {may("ablegen") && (
                <li>
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      file.send();
                    }}
                  >
                    {t("aktion.ablegen")}
                  </button>
                </li>
              )}
            </ul>
          )}
        </Popover>
      </div>
      <ActionFeedback action={take} typed={(to) => t(to === null ? "aktion.zurueckgeben" : "aktion.uebernehmen")} />
      <ActionFeedback action={file} typed={() => t("aktion.ablegen")} />
      <OpenDialog open={open} vorgang={vorgang} onClose={() => setOpen(null)} />
    </div>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeVorgang, fileVorgang, reopenVorgang, withdrawVorgang } from "../api/commands.ts";
import { useIch } from "../api/session.ts";
import type { Vorgang, VorgangAktion } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Menu } from "../components/Menu.tsx";
import { Popover } from "../components/Popover.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { toast } from "../components/toast.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { AktenzeichenDialog } from "./AktenzeichenDialog.tsx";
import { AssignDialog } from "./AssignDialog.tsx";
import { ForwardDialog } from "./ForwardDialog.tsx";
import { KeptActs } from "./KeptActs.tsx";
import { LeftOutDialog, leftOutOf } from "./LeftOutDialog.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useExport } from "./use-export.ts";
import { useTake } from "./use-take.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";
import { WiedervorlageDialog } from "./WiedervorlageDialog.tsx";

const IN_MENU = ["weiterleiten", "aktenzeichen", "zuruecknehmen", "abschliessen", "wiedereroeffnen"] as const;

type Open = "zuweisen" | "wiedervorlage" | (typeof IN_MENU)[number] | null;

function OpenDialog({ open, vorgang, onClose }: { open: Open; vorgang: Vorgang; onClose: () => void }) {
  const { id } = vorgang;
  const offered = open !== null && vorgang.aktionen.includes(open);
  if (open === "zuweisen") return <AssignDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "weiterleiten") return <ForwardDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "wiedervorlage") return <WiedervorlageDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "aktenzeichen") return <AktenzeichenDialog vorgang={vorgang} onClose={onClose} />;
  if (open === "abschliessen")
    return (
      <ReasonDialog
        {...{ vorgang, offered, onClose }}
        name={open}
        optional
        call={(v, g) => closeVorgang(id, v, g || undefined)}
      />
    );
  if (open === "zuruecknehmen")
    return (
      <ReasonDialog {...{ vorgang, offered, onClose }} name={open} risk call={(v, g) => withdrawVorgang(id, v, g)} />
    );
  if (open === "wiedereroeffnen")
    return <ReasonDialog {...{ vorgang, offered, onClose }} name={open} call={(v, g) => reopenVorgang(id, v, g)} />;
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
  const may = (aktion: VorgangAktion) => vorgang.aktionen.includes(aktion);
  const mine = vorgang.zustaendig === ich.benutzer;
  const take = useTake(vorgang);
  const file = useVorgangAction<string[]>(
    vorgang,
    (version, bestaetigt) => fileVorgang(vorgang.id, version, bestaetigt),
    () => toast(t("aktionFertig.ablegen")),
    true,
  );
  const [dropped, setDropped] = useState<unknown>(null);
  const asked = leftOutOf(file.error);
  const output = useExport([vorgang.id]);
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
            <Menu>
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
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      output.run();
                    }}
                  >
                    {t("aktion.exportieren")}
                  </button>
                </li>
              )}
              {may("ablegen") && (
                <li>
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      file.send([]);
                    }}
                  >
                    {t("aktion.ablegen")}
                  </button>
                </li>
              )}
            </Menu>
          )}
        </Popover>
      </div>
      <ActionFeedback action={take} typed={(to) => t(to === null ? "aktion.zurueckgeben" : "aktion.uebernehmen")} />
      <ActionFeedback action={asked ? { ...file, error: null } : file} typed={() => t("aktion.ablegen")} />
      <ProblemNotice error={output.error} />
      <KeptActs vorgang={vorgang} />
      {asked && file.error !== dropped && (
        <LeftOutDialog
          left={asked}
          submit={t("ausgelassen.ablegen")}
          busy={file.busy}
          onConfirm={file.send}
          onClose={() => setDropped(file.error)}
        />
      )}
      {output.left && (
        <LeftOutDialog
          left={output.left}
          submit={t("ausgelassen.exportieren")}
          busy={output.busy}
          onConfirm={output.run}
          onClose={output.drop}
        />
      )}
      <OpenDialog open={open} vorgang={vorgang} onClose={() => setOpen(null)} />
    </div>
  );
}

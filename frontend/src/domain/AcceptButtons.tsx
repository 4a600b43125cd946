import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptVorgang, rejectVorgang } from "../api/commands.ts";
import { useIch } from "../api/session.ts";
import type { Vorgang, VorgangAktion } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { NextTask } from "./NextTask.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useTake } from "./use-take.ts";
import { useVorgangAction } from "./use-vorgang-action.ts";

/** A new application: take it, accept it, or throw it away with a reason. */
export function AcceptButtons({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const ich = useIch();
  const [rejecting, setRejecting] = useState(false);
  const take = useTake(vorgang);
  const accept = useVorgangAction(vorgang, (version) => acceptVorgang(vorgang.id, version), undefined, true);
  const refused = (
    <>
      <ActionFeedback action={take} typed={() => t("aktion.uebernehmen")} />
      <ActionFeedback action={accept} typed={() => t("aktion.annehmen")} />
    </>
  );
  if (vorgang.status !== "neu") return refused;
  const mine = vorgang.zustaendig === ich.benutzer;
  const may = (aktion: VorgangAktion) => vorgang.aktionen.includes(aktion);
  return (
    <NextTask>
      <strong>{t(vorgang.zustaendig ? "naechster.neu" : "naechster.frei")}</strong>
      <p>{t(vorgang.zustaendig ? "naechster.neuText" : "naechster.freiText")}</p>
      {refused}
      <div className="actions">
        {may("zuweisen") && !mine && (
          <Button kind={vorgang.zustaendig ? "plain" : "primary"} busy={take.busy} onClick={() => take.send(undefined)}>
            {t("aktion.uebernehmen")}
          </Button>
        )}
        {may("annehmen") && (
          <Button kind={mine ? "primary" : "plain"} busy={accept.busy} onClick={() => accept.send()}>
            {t("aktion.annehmen")}
          </Button>
        )}
        {may("verwerfen") && <Button onClick={() => setRejecting(true)}>{t("aktion.verwerfen")}</Button>}
      </div>
      {rejecting && (
        <ReasonDialog
          vorgang={vorgang}
          name="verwerfen"
          offered={may("verwerfen")}
          risk
          call={(version, grund) => rejectVorgang(vorgang.id, version, grund)}
          onClose={() => setRejecting(false)}
        />
      )}
    </NextTask>
  );
}

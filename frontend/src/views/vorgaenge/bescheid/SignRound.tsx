import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { signBescheid } from "../../../api/commands.ts";
import { bescheidPruefungQuery } from "../../../api/queries.ts";
import type { BescheidNeu, Vorgang, Zeichnung } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { toast } from "../../../components/toast.ts";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { letterName } from "../../../domain/applicant.ts";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { Letter } from "./Letter.tsx";
import { ReleaseCheck } from "./ReleaseCheck.tsx";
import { useLawWords } from "./use-law-words.ts";
import { WhoGetsIt } from "./WhoGetsIt.tsx";
import { asNew } from "./zeichnung-parts.ts";

/** The second person reads the letter and the check, and signs. */
export function SignRound({ vorgang, round: z }: { vorgang: Vorgang; round: Zeichnung }) {
  const { t } = useLawWords(vorgang.recht);
  const [asking, setAsking] = useState(false);
  const [own, setOwn] = useState<string[]>([]);
  const action = useVorgangAction<void>(
    vorgang,
    (version) => signBescheid(vorgang.id, z.id, { version, bestaetigt: own as BescheidNeu["bestaetigt"] }),
    () => toast(t("zeichnung.gezeichnet", { nummer: vorgang.vorgangsnummer })),
    true,
  );
  const offered = z.aktionen.includes("zeichnen");
  const body = asNew(z, vorgang.version);
  const { data: checked, error, refetch } = useQuery({ ...bescheidPruefungQuery(vorgang.id, body), enabled: offered });
  if (!offered && !action.busy) return null;
  const points = checked?.punkte ?? [];
  const confirmed = [...z.giltNoch, ...own];
  const open = points.some(
    ({ grund, stand }) => stand === "fehlt" || (stand === "bestaetigen" && !confirmed.includes(grund)),
  );
  return (
    <section className="stack" aria-labelledby={`brief-${z.id}`}>
      <h3 id={`brief-${z.id}`}>{t("zeichnung.brief")}</h3>
      <Letter vorgangId={vorgang.id} bescheid={body} />
      {checked && (
        <ReleaseCheck
          recht={vorgang.recht}
          checked={checked}
          confirmed={confirmed}
          onConfirm={(all) => setOwn(all.filter((x) => !z.giltNoch.includes(x)))}
        />
      )}
      <ProblemNotice error={error} safe="form" onRetry={() => refetch()} />
      <ActionFeedback action={action} typed={() => t(`ergebnis.${z.ergebnis}`)} />
      <div className="actions">
        <Button kind="primary" disabled={!checked || open} onClick={() => setAsking(true)}>
          {t("zeichnung.zeichnen")}
        </Button>
      </div>
      {asking && (
        <Dialog title={t("bescheid.sicherTitel")} onClose={() => setAsking(false)}>
          <p>
            {t("zeichnung.zeichnenText", {
              ergebnis: t(`ergebnis.${z.ergebnis}`),
              name: letterName(vorgang),
              kanal: t(`kanal.${z.kanal}`),
            })}
          </p>
          {checked && <WhoGetsIt checked={checked} />}
          <ActionFeedback action={action} typed={() => t(`ergebnis.${z.ergebnis}`)} />
          <div className="actions">
            <Button kind="primary" busy={action.busy} onClick={() => action.send()}>
              {t("zeichnung.zeichnenJa")}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

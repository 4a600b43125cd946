import { useTranslation } from "react-i18next";
import { retrySendung } from "../api/commands.ts";
import { useRecht } from "../api/session.ts";
import type { Sendung, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { cx } from "../lib/cx.ts";
import { formatMoment } from "../lib/date.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

/** Somebody has to look at it. */
export const failed = (s: Sendung): boolean => s.zustand === "fehlgeschlagen" || s.zustand === "unbekannt";

interface Props {
  vorgang: Vorgang;
  sendung: Sendung;
  /** What was sent, where the place does not say it. */
  what?: string;
}

/** How the hand-over went, in words with times. */
export function Delivery({ vorgang, sendung, what }: Props) {
  const { t, i18n } = useTranslation();
  const may = useRecht("vorgang.bearbeiten");
  const retry = useVorgangAction(vorgang, () => retrySendung(vorgang.id, sendung.id));
  const at = sendung.gelesenAm ?? sendung.bereitgestelltAm ?? sendung.am;
  const bad = failed(sendung);
  const { fehler, ziel, zustand } = sendung;
  const state = ziel !== "antragsraum" && zustand === "bereitgestellt" ? "uebergeben" : zustand;
  return (
    <div className={cx("small", bad ? "danger" : "muted")}>
      {what && `${what}: `}
      {t(`sendung.${state}`, { zeit: formatMoment(at, i18n.language) })}
      {sendung.versuche ? ` · ${t("sendung.versuche", { count: sendung.versuche })}` : ""}
      {fehler && <p>{t([`verlaufWert.${fehler}`, `uebergabeMangel.${fehler}`], { defaultValue: fehler })}</p>}
      <ActionFeedback action={retry} typed={() => t("sendung.wiederholen")} />
      {bad && may && (
        <div className="actions">
          <Button busy={retry.busy} onClick={() => retry.send()}>
            {t("sendung.wiederholen")}
          </Button>
        </div>
      )}
    </div>
  );
}

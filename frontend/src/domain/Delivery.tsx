import { useTranslation } from "react-i18next";
import { retrySendung } from "../api/commands.ts";
import { useRecht } from "../api/session.ts";
import type { Sendung, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { cx } from "../lib/cx.ts";
import { formatMoment } from "../lib/date.ts";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { LetterFacts, LetterState } from "./Letter.tsx";
import { LetterActs } from "./LetterActs.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

const failed = (s: Sendung): boolean => s.zustand === "fehlgeschlagen" || s.zustand === "unbekannt";

/** Somebody has to look at it: it failed, or it is a letter that came back and was not sent again. */
export function needsPerson(s: Sendung, all: Sendung[]): boolean {
  const again = all.some((o) => o.ziel === "post" && o.nachrichtId === s.nachrichtId && o.am > s.am);
  return failed(s) || (s.zustand === "zurueck" && !again);
}

/** Trying again makes no address complete: such a letter is sent to another one. */
const retryable = (s: Sendung): boolean => failed(s) && s.fehler !== "letter_address_incomplete";

interface Props {
  vorgang: Vorgang;
  sendung: Sendung;
  /** What was sent, where the place does not say it. */
  what?: string;
}

function State({ sendung: s }: { sendung: Sendung }) {
  const { t, i18n } = useTranslation();
  if (s.ziel === "post") return <LetterState sendung={s} />;
  const at = s.gelesenAm ?? s.bereitgestelltAm ?? s.am;
  const state = s.ziel !== "antragsraum" && s.zustand === "bereitgestellt" ? "uebergeben" : s.zustand;
  return t(`sendung.${state}`, { zeit: formatMoment(at, i18n.language) });
}

/** How the hand-over went, in words with times. */
export function Delivery({ vorgang, sendung, what }: Props) {
  const { t } = useTranslation();
  const may = useRecht("vorgang.bearbeiten");
  const retry = useVorgangAction(vorgang, () => retrySendung(vorgang.id, sendung.id));
  const bad = needsPerson(sendung, vorgang.sendungen);
  const { fehler } = sendung;
  return (
    <div className={cx("small", bad ? "danger" : "muted")}>
      {what && `${what}: `}
      <State sendung={sendung} />
      <LetterFacts {...{ vorgang, sendung }} />
      {sendung.versuche && (sendung.ziel !== "post" || bad)
        ? ` · ${t("sendung.versuche", { count: sendung.versuche })}`
        : ""}
      {fehler && <p>{t([`verlaufWert.${fehler}`, `uebergabeMangel.${fehler}`], { defaultValue: fehler })}</p>}
      <ActionFeedback action={retry} typed={() => t("sendung.wiederholen")} />
      <div className="actions">
        {retryable(sendung) && may && (
          <Button busy={retry.busy} onClick={() => retry.send()}>
            {t("sendung.wiederholen")}
          </Button>
        )}
        <LetterActs {...{ vorgang, sendung }} />
      </div>
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { retrySendung } from "../../../api/commands.ts";
import type { Sendung, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { cx } from "../../../lib/cx.ts";
import { formatMoment } from "../../../lib/date.ts";

/** How the hand-over went, in words with times. */
export function Delivery({ vorgang, sendung }: { vorgang: Vorgang; sendung: Sendung }) {
  const { t, i18n } = useTranslation();
  const retry = useVorgangAction(vorgang, () => retrySendung(vorgang.id, sendung.id));
  const at = sendung.gelesenAm ?? sendung.bereitgestelltAm ?? sendung.am;
  const bad = sendung.zustand === "fehlgeschlagen" || sendung.zustand === "unbekannt";
  return (
    <div className={cx("small", bad ? "danger" : "muted")}>
      {t(`sendung.${sendung.zustand}`, { zeit: formatMoment(at, i18n.language) })}
      {sendung.versuche ? ` · ${t("sendung.versuche", { count: sendung.versuche })}` : ""}
      {sendung.fehler && <p>{t(`verlaufWert.${sendung.fehler}`, { defaultValue: sendung.fehler })}</p>}
      <ActionFeedback action={retry} typed={() => t("sendung.wiederholen")} />
      {bad && vorgang.aktionen.includes("nachricht") && (
        <div className="actions">
          <Button busy={retry.busy} onClick={() => retry.send()}>
            {t("sendung.wiederholen")}
          </Button>
        </div>
      )}
    </div>
  );
}

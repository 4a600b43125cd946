import { useTranslation } from "react-i18next";
import { useOpenNachricht } from "../api/queries";
import type { Bescheid, Nachricht, Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { ErrorNotice } from "../components/ErrorNotice";
import { Inset } from "../components/Inset";
import { announce } from "../lib/announce";
import { formatDay } from "../lib/format";
import { openOf } from "./nextMessage";

interface Props {
  nachricht: Nachricht;
  vorgang: Vorgang;
  bescheid: Bescheid | undefined;
  onOpen: () => void;
}

/**
 * Says what opening means before it happens. A decision is retrieved once all of it is on this device; until then it
 * waits here, although its message may have been opened.
 */
export function UnopenedMessage({ nachricht, vorgang, bescheid, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const bis = openOf(vorgang, nachricht.id)?.bis;
  const open = useOpenNachricht(vorgang.id);
  const isBescheid = bescheid !== undefined || nachricht.art === "bescheid";
  const copy = bescheid?.massgeblich === false;
  const copyText = bescheid?.vertreten ? "bescheid.vorherKopieVertreten" : "bescheid.vorherKopie";
  const label = isBescheid ? (copy ? "bescheid.oeffnenKopie" : "bescheid.oeffnen") : "nachricht.oeffnen";
  return (
    <div className="stack">
      {isBescheid ? (
        <Inset>
          <h4>{t("bescheid.vorherTitel")}</h4>
          <p>{t(copy ? copyText : "bescheid.vorherMassgeblich")}</p>
          {!copy && (
            <p>
              {bis ? t("bescheid.vorherFristBis", { tag: formatDay(bis, i18n.language) }) : t("bescheid.vorherFrist")}
            </p>
          )}
          {!copy && <p>{t("bescheid.vorherRuhe")}</p>}
        </Inset>
      ) : (
        <p className="small muted">{t("nachricht.abruf")}</p>
      )}
      <Button
        kind="primary"
        wide
        aria-disabled={open.isPending}
        onClick={() => {
          onOpen();
          open.mutate(
            { nachrichtId: nachricht.id, retrieve: isBescheid && !copy },
            { onSuccess: () => announce(t(isBescheid && !copy ? "bescheid.angekommen" : "nachricht.geoeffnet")) },
          );
        }}
      >
        {open.isPending ? t("nachricht.oeffnet") : t(label)}
      </Button>
      {open.error && <ErrorNotice error={open.error} />}
    </div>
  );
}

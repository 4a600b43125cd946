import { useState } from "react";
import { useTranslation } from "react-i18next";
import { resolveVorfall } from "../api/commands.ts";
import { useRecht } from "../api/session.ts";
import type { Vorfall, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextField } from "../components/fields.tsx";
import { Notice } from "../components/Notice.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { useVorgangAction } from "./use-vorgang-action.ts";

type Remedy = { aktion: "wiederholen" | "ueberspringen"; grund?: string };

/** The process got stuck: where, why, and the two ways on. */
export function IncidentBox({ vorgang, vorfall }: { vorgang: Vorgang; vorfall: Vorfall }) {
  const { t } = useTranslation();
  const may = useRecht("vorgang.bearbeiten");
  const [grund, setGrund] = useState("");
  const [skipping, setSkipping] = useState(false);
  const action = useVorgangAction<Remedy>(
    vorgang,
    (version, input) => resolveVorfall(vorgang.id, vorfall.token, version, input.aktion, input.grund),
    undefined,
    !skipping,
  );
  return (
    <Notice kind="danger" title={t("vorfall.titel", { name: vorfall.name || vorfall.element })}>
      <p>{vorfall.grund}</p>
      <small>{t("vorfall.sicher")}</small>
      <ActionFeedback action={action} typed={(e) => e.grund ?? t("vorfall.wiederholen")} />
      {may && !skipping && (
        <div className="actions">
          <Button kind="primary" busy={action.busy} onClick={() => action.send({ aktion: "wiederholen" })}>
            {t("vorfall.wiederholen")}
          </Button>
          <Button onClick={() => setSkipping(true)}>{t("vorfall.ueberspringen")}</Button>
        </div>
      )}
      {may && skipping && (
        <form
          className="stack-s"
          onSubmit={(e) => {
            e.preventDefault();
            action.send({ aktion: "ueberspringen", grund });
          }}
        >
          <TextField label={t("vorfall.grund")} required maxLength={2000} value={grund} onChange={setGrund} />
          <div className="actions">
            <Button type="submit" kind="risk" busy={action.busy}>
              {t("vorfall.ueberspringenJetzt")}
            </Button>
            <Button kind="quiet" onClick={() => setSkipping(false)}>
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </form>
      )}
    </Notice>
  );
}

import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { resolveVorfall } from "../api/commands.ts";
import { useRecht } from "../api/session.ts";
import type { Vorfall, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextField } from "../components/fields.tsx";
import { Notice } from "../components/Notice.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { ActOvertaken } from "./ActOvertaken.tsx";
import { useBegun } from "./begun.tsx";
import { useAct } from "./use-act.ts";

type Remedy = { aktion: "wiederholen" | "ueberspringen"; grund?: string };

const INCIDENT = "vorfall:";
export const incidentAct = (token: string): string => `${INCIDENT}${token}`;

/** What was typed for incidents that are resolved meanwhile. */
export function KeptIncidents({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const begun = useBegun();
  const open = (vorgang.vorfaelle ?? []).map((v) => incidentAct(v.token));
  const before = useRef<string[]>([]);
  useEffect(() => {
    before.current = open;
  });
  return begun
    .acts()
    .filter((act) => act.startsWith(INCIDENT) && !open.includes(act))
    .map((act) => {
      const { name = "", grund = "" } = begun.of(act) ?? {};
      const own = [{ label: t("vorfall.grund"), text: grund }];
      return (
        <ActOvertaken
          key={act}
          {...{ vorgang, act, own }}
          name={t("vorfall.titel", { name })}
          stood={before.current.includes(act)}
        />
      );
    });
}

/** The process got stuck: where, why, and the two ways on. */
export function IncidentBox({ vorgang, vorfall }: { vorgang: Vorgang; vorfall: Vorfall }) {
  const { t } = useTranslation();
  const may = useRecht("vorgang.bearbeiten");
  const [opened, setOpened] = useState(false);
  const action = useAct<Remedy>({
    vorgang,
    act: incidentAct(vorfall.token),
    offered: may,
    call: (version, input) => resolveVorfall(vorgang.id, vorfall.token, version, input.aktion, input.grund),
  });
  const { grund = "" } = action.typed;
  const skipping = opened || grund !== "";
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
          <Button onClick={() => setOpened(true)}>{t("vorfall.ueberspringen")}</Button>
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
          <TextField
            label={t("vorfall.grund")}
            required
            maxLength={2000}
            value={grund}
            onChange={(text) => action.type({ name: vorfall.name || vorfall.element, grund: text })}
          />
          <div className="actions">
            <Button type="submit" kind="risk" busy={action.busy}>
              {t("vorfall.ueberspringenJetzt")}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                action.forget();
                setOpened(false);
              }}
            >
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </form>
      )}
    </Notice>
  );
}

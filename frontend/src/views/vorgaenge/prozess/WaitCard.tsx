import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRecht } from "../../../api/session.ts";
import type { Vorgang, Warteereignis, Warten } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Waiting } from "../../../domain/Waiting.tsx";
import { WaitDialog } from "./WaitDialog.tsx";

interface Props {
  vorgang: Vorgang;
  warten: Warten[];
  /** Tokens of waits that end with the period of a request. */
  gesetzt: string[];
}

/** What the process waits for, and that a person need not wait. */
export function WaitCard({ vorgang, warten, gesetzt }: Props) {
  const { t } = useTranslation();
  const may = useRecht("prozess.springen") && vorgang.aktionen.includes("prozess_springen");
  const [open, setOpen] = useState<{ ereignis: Warteereignis; art: "beenden" | "verlegen" } | null>(null);
  const offers = (token: string) => may && warten.some((w) => w.ereignisse.some((e) => e.token === token));
  if (warten.length === 0 && !open) return null;
  return (
    <Card aria-labelledby="warten">
      <h2 id="warten">{t("warten.titel")}</h2>
      <Waiting warten={warten}>
        {(ereignis) =>
          may && (
            <div className="rowflex">
              <Button onClick={() => setOpen({ ereignis, art: "beenden" })}>
                {t("warten.beenden")}
                <span className="vh"> {ereignis.name}</span>
              </Button>
              {gesetzt.includes(ereignis.token) && (
                <span className="muted">
                  {t("warten.gesetzt")}{" "}
                  <Link to="/vorgaenge/$id/nachrichten" params={{ id: vorgang.id }}>
                    {t("warten.zurNachricht")}
                  </Link>
                </span>
              )}
              {ereignis.art === "zeit" && !gesetzt.includes(ereignis.token) && (
                <Button onClick={() => setOpen({ ereignis, art: "verlegen" })}>
                  {t("warten.verlegen")}
                  <span className="vh"> {ereignis.name}</span>
                </Button>
              )}
            </div>
          )
        }
      </Waiting>
      {open && (
        <WaitDialog {...{ vorgang, ...open }} offered={offers(open.ereignis.token)} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}

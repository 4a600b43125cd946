import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { vorgangQuery } from "../../api/queries.ts";
import { playVorgang } from "../../api/uebung.ts";
import { serverNow } from "../../lib/server-clock.ts";
import { Uebung, UebungPage } from "./Uebung.tsx";
import { useUebung } from "./use-uebung.ts";

const route = getRouteApi("/desk/vorgaenge/$id/uebung");

/** A copy of a running case, played on from where it stands. */
export function VorgangUebung() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const [beginn, setBeginn] = useState(() => serverNow().toISOString());
  const { data: vorgang } = useQuery(vorgangQuery(id));
  const lauf = useUebung(["vorgang", id, beginn], [], (schritte) => playVorgang(id, beginn, schritte));
  const restart = () => {
    setBeginn(serverNow().toISOString());
    lauf.again();
  };
  return (
    <UebungPage
      titel={vorgang ? t("uebung.titelVorgang", { nummer: vorgang.vorgangsnummer }) : t("uebung.titel")}
      back={
        <Link to="/vorgaenge/$id/prozess" params={{ id }}>
          ← {t("uebung.zumVorgang")}
        </Link>
      }
    >
      <p>{t("uebung.kopie")}</p>
      <Uebung lauf={lauf} onRestart={restart} />
    </UebungPage>
  );
}

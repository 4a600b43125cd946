import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { playVersion, type Uebungsbeginn, type Uebungsschritt } from "../../api/uebung.ts";
import { type Verfahrensversion, versionQuery } from "../../api/verfahren.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { formatDate } from "../../lib/date.ts";
import { saveBlob } from "../../lib/download.ts";
import { Begin } from "./Begin.tsx";
import { Uebung, UebungPage } from "./Uebung.tsx";
import { useUebung } from "./use-uebung.ts";

const route = getRouteApi("/desk/verfahren/$id/uebung");
const START: Uebungsschritt[] = [{ befehl: "start" }];

/** A version of a procedure, played from its start with an application that was never made. */
export function VersionUebung() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data: version, error, refetch } = useQuery(versionQuery(id));
  const [von, setVon] = useState<Uebungsbeginn | null>(null);
  return (
    <UebungPage
      titel={
        version
          ? t("uebung.titelVersion", { name: version.titel || version.name, stand: version.stand })
          : t("uebung.titel")
      }
      back={
        <Link to="/verfahren/$id" params={{ id }}>
          ← {t("uebung.zurVersion")}
        </Link>
      }
    >
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {!version && !error && <Skeleton />}
      {version && !von && <Begin id={id} onBegin={setVon} />}
      {version && von && <Run version={version} von={von} onRestart={() => setVon(null)} />}
    </UebungPage>
  );
}

interface RunProps {
  version: Verfahrensversion;
  von: Uebungsbeginn;
  onRestart: () => void;
}

function Run({ version, von, onRestart }: RunProps) {
  const { t } = useTranslation();
  const lauf = useUebung(["version", version.id, von], START, (schritte) => playVersion(version.id, von, schritte));
  const save = useMutation({
    mutationFn: () =>
      playVersion(version.id, von, lauf.schritte, t("uebung.szenarioTitel", { tag: formatDate(von.beginn) })),
    onSuccess: ({ szenario = "" }) =>
      saveBlob(new Blob([szenario], { type: "application/yaml" }), `uebung_${von.beginn.slice(0, 10)}.yaml`),
  });
  return (
    <>
      <ProblemNotice error={save.error} />
      <Uebung lauf={lauf} onRestart={onRestart} onSave={() => save.mutate()} />
    </>
  );
}

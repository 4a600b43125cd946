import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kanaeleQuery } from "../../api/kanaele.ts";
import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { KanalAnlegen } from "./KanalAnlegen.tsx";
import { KanalCard } from "./KanalCard.tsx";

/** The channels to mailboxes of Nutzerkonten, each with its settings. */
export function Kanaele() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const query = useQuery(kanaeleQuery);
  usePageTitle(t("kanaele.titel"));
  return (
    <Sheet>
      <h1>{t("kanaele.titel")}</h1>
      <p className="muted">{t("kanaele.hinweis")}</p>
      <div className="actions">
        <Button kind="primary" onClick={() => setCreating(true)}>
          {t("kanaele.anlegen")}
        </Button>
      </div>
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={6} />}
      {query.data?.kanaele.length === 0 && (
        <Empty>
          <strong>{t("kanaele.leerTitel")}</strong>
          <p>{t("kanaele.leerText")}</p>
        </Empty>
      )}
      {query.data?.kanaele.map((k) => (
        <KanalCard key={k.id} kanal={k} art={query.data.arten.find((a) => a.name === k.art)} />
      ))}
      {creating && <KanalAnlegen arten={query.data?.arten ?? []} onClose={() => setCreating(false)} />}
    </Sheet>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  activateVersion,
  type Verfahrensunterschied,
  type Verfahrensversion,
  versionenQuery,
  versionspruefungQuery,
} from "../../api/verfahren.ts";
import { verfahrenListeQuery } from "../../api/zuordnung.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { toast } from "../../components/toast.ts";
import { Picture } from "../../domain/Picture.tsx";
import { today } from "../../lib/date.ts";
import { Findings, GroupedFindings } from "./Findings.tsx";
import { LeftOpen } from "./VersionFindings.tsx";

interface Props {
  version: Verfahrensversion;
  onClose: () => void;
}

/** From which day on, what becomes otherwise, and who keeps what they have. */
export function ActivateDialog({ version, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [ab, setAb] = useState(today());
  const past = ab !== "" && ab < today();
  const check = useQuery({ ...versionspruefungQuery(version.id, ab), enabled: ab !== "" && !past });
  const activate = useMutation({
    mutationFn: () => activateVersion(version.id, ab),
    onSuccess: async () => {
      client.invalidateQueries({ queryKey: verfahrenListeQuery.queryKey });
      await client.invalidateQueries({ queryKey: versionenQuery.queryKey });
      toast(t("verfahren.aktiviert"));
      onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ab) activate.mutate();
  };
  const { data } = check;
  const lacks = data?.haus.some((b) => b.schwere === "fehler");
  const hindered = data === undefined || data.aelter || data.konflikte.length > 0 || lacks;
  return (
    <Dialog title={t("verfahren.aktivierenTitel", { stand: version.stand })} wide onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField
          label={t("verfahren.aktivierenAb")}
          type="date"
          required
          min={today()}
          error={past ? t("fehlerFeld.in_past") : undefined}
          value={ab}
          onChange={setAb}
        />
        {check.isPending && ab !== "" && !past && <Skeleton lines={4} />}
        <ProblemNotice error={check.error} onRetry={() => check.refetch()} />
        {data && (
          <>
            {data.konflikte.length > 0 && (
              <Notice kind="danger" title={t("verfahren.konflikt")} alert>
                <Findings befunde={data.konflikte} />
              </Notice>
            )}
            {data.haus.length > 0 && (
              <Notice
                kind={lacks ? "danger" : "warn"}
                title={t(lacks ? "verfahren.hausFehlt" : "verfahren.hausWarnt")}
                alert={lacks}
              >
                <GroupedFindings befunde={data.haus} />
              </Notice>
            )}
            <LeftOpen offen={data.offen} />
            {data.aelter && <Notice kind="danger">{t("verfahren.aelter")}</Notice>}
            <Differences gegen={data.gegen} unterschiede={data.unterschiede} />
            {data.gegen && <DifferencesInPicture bild={version.bild} unterschiede={data.unterschiede} />}
            {data.laufende > 0 && <p>{t("verfahren.bleiben", { count: data.laufende })}</p>}
          </>
        )}
        <ProblemNotice error={activate.error} safe="form" labels={{ ab: t("verfahren.aktivierenAb") }} />
        <div className="actions">
          {!hindered && (
            <Button kind="primary" type="submit" busy={activate.isPending}>
              {t("verfahren.aktivierenJetzt")}
            </Button>
          )}
          <Button onClick={onClose}>{t("allgemein.abbrechen")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Where in the new picture something is new or otherwise; what is gone stands in the list only. */
function DifferencesInPicture({ bild, unterschiede }: { bild: string; unterschiede: Verfahrensunterschied[] }) {
  const { t } = useTranslation();
  const drawing = useMemo(() => {
    const changed = [...new Set(unterschiede.map((u) => u.element).filter((id) => id !== ""))];
    const label = t("verfahren.bildUnterschiede");
    return { bpmn: bild, label, marks: { changed }, first: changed, broken: t("verfahren.bildKaputt") };
  }, [bild, unterschiede, t]);
  if (!bild || drawing.marks.changed.length === 0) return null;
  return (
    <section>
      <h3>{t("verfahren.unterschiedeImBild")}</h3>
      <p className="muted">{t("verfahren.unterschiedeImBildText")}</p>
      <Picture drawing={drawing} />
    </section>
  );
}

function Differences({ gegen, unterschiede }: { gegen: string; unterschiede: Verfahrensunterschied[] }) {
  const { t } = useTranslation();
  if (!gegen) return <p>{t("verfahren.erste")}</p>;
  if (unterschiede.length === 0) return <p>{t("verfahren.gleich", { stand: gegen })}</p>;
  return (
    <section>
      <h3>{t("verfahren.unterschiede", { stand: gegen })}</h3>
      <Bullets>
        {unterschiede.map((u, nr) => (
          <li key={`${u.was} ${u.name} ${u.stelle} ${nr}`}>
            {t(u.stelle ? "verfahren.unterschiedIn" : "verfahren.unterschied", {
              was: t(`verfahren.was.${u.was}`),
              name: u.name,
              stelle: u.stelle,
              art: t(`verfahren.art.${u.art}`),
            })}
          </li>
        ))}
      </Bullets>
    </section>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { zugangspruefungQuery } from "../../api/posteingang.ts";
import { Card } from "../../components/Card.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Checklist } from "./Checklist.tsx";

const COLOURS = { erfuellt: "green", fehlt: "red", warnung: "amber" } as const;
const ORDER = { fehlt: 0, warnung: 1, erfuellt: 2 } as const;

/** What is missing before going live, each with the way to mend it. */
export function PruefungCard({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(zugangspruefungQuery(id));
  const punkte = [...(data?.punkte ?? [])].sort((a, b) => ORDER[a.zustand] - ORDER[b.zustand]);
  return (
    <Card aria-labelledby="pruefung">
      <h2 id="pruefung">{t("zugang.pruefung")}</h2>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton lines={5} />}
      {data && (
        <>
          <p>{t(data.bereit ? "zugang.bereit" : "zugang.nichtBereit")}</p>
          <Checklist>
            {punkte.map((p) => {
              const text = t(`zugang.punkt.${p.art === "einstellung" && !p.name ? "einstellungen" : p.art}`, {
                name: p.name,
                defaultValue: p.art,
              });
              return (
                <li key={`${p.art}-${p.name ?? ""}`}>
                  <Tag colour={COLOURS[p.zustand]}>{t(`zugang.pruefungZustand.${p.zustand}`)}</Tag>
                  <span>
                    {p.ziel && p.zustand !== "erfuellt" ? <Link to={p.ziel}>{text}</Link> : text}
                    {p.art === "abruf" && p.name && (
                      <span className="muted"> – {t(`klaerfallGrund.${p.name}`, { defaultValue: p.name })}</span>
                    )}
                  </span>
                </li>
              );
            })}
          </Checklist>
        </>
      )}
    </Card>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { denyDublette } from "../api/posteingang.ts";
import { vorgangQuery } from "../api/queries.ts";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Bullets } from "../components/Lists.tsx";
import { Notice } from "../components/Notice.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { toast } from "../components/toast.ts";
import { formatDate } from "../lib/date.ts";

/** Other applications that may be the same one; a person decides. */
export function DublettenNotice({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const deny = useMutation({
    mutationFn: (anderer: string) => denyDublette(vorgang.id, anderer),
    onSuccess: (neu) => {
      client.setQueryData(vorgangQuery(vorgang.id).queryKey, neu);
      client.invalidateQueries({ queryKey: ["verlauf", vorgang.id] });
      toast(t("dublette.verneint"));
    },
  });
  if (!vorgang.dubletten?.length) return null;
  return (
    <Notice kind="warn" title={t("dublette.titel")}>
      <p>{t("dublette.text")}</p>
      <Bullets>
        {vorgang.dubletten.map((d) => (
          <li key={d.id}>
            <Link to="/vorgaenge/$id" params={{ id: d.id }}>
              {d.vorgangsnummer}
            </Link>{" "}
            {t("dublette.zeile", { titel: d.titel, tag: formatDate(d.eingangAm, i18n.language) })}{" "}
            <span className="muted">
              ({t(`status.${d.status}`)}; {d.gruende.map((g) => t(`dublette.grund.${g}`)).join(", ")})
            </span>{" "}
            {vorgang.aktionen.includes("kommentieren") && (
              <Button
                kind="quiet"
                busy={deny.isPending && deny.variables === d.id}
                aria-label={t("dublette.verneinenFuer", { nummer: d.vorgangsnummer })}
                onClick={() => deny.mutate(d.id)}
              >
                {t("dublette.verneinen")}
              </Button>
            )}
          </li>
        ))}
      </Bullets>
      <ProblemNotice error={deny.error} />
    </Notice>
  );
}

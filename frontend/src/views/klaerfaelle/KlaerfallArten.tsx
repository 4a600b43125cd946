import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { klaerfallArtenQuery, retryKlaerfaelle } from "../../api/posteingang.ts";
import type { Klaerfallfilter } from "../../api/queries.ts";
import { useRecht } from "../../api/session.ts";
import type { KlaerfallArt } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import styles from "./KlaerfallArten.module.css";

/** Open Klärfälle by kind: each narrows the list, and all of a kind can be processed again at once. */
export function KlaerfallArten({ filter }: { filter: Klaerfallfilter }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayRetry = useRecht("klaerfall.wiederholen");
  const { data: arten = [] } = useQuery(klaerfallArtenQuery);
  const retry = useMutation({
    mutationFn: (art: KlaerfallArt) => retryKlaerfaelle(art.zugang, art.grund),
    onSuccess: () => client.invalidateQueries({ queryKey: ["klaerfaelle"] }),
  });
  const shown = arten.filter(
    (a) => (!filter.zugang || a.zugang === filter.zugang) && (!filter.grund || a.grund === filter.grund),
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles.kinds} aria-label={t("klaerfallAkt.arten")}>
      <ul>
        {shown.map((art) => {
          const grund = t(`klaerfallGrund.${art.grund}`, { defaultValue: art.grund });
          return (
            <li key={`${art.zugang}-${art.grund}`}>
              <Link to="/klaerfaelle" search={{ zugang: art.zugang, grund: art.grund }}>
                {grund}
              </Link>{" "}
              <span className="muted">{art.zugangName}</span> <span className="num">{art.anzahl}</span>
              {mayRetry && art.anzahl > 1 && (
                <Button
                  kind="quiet"
                  busy={retry.isPending && retry.variables === art}
                  aria-label={t("klaerfallAkt.alleDieserArtFuer", { grund, zugang: art.zugangName })}
                  onClick={() => retry.mutate(art)}
                >
                  {t("klaerfallAkt.alleDieserArt", { count: art.anzahl })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <ProblemNotice error={retry.error} />
      <p role="status">{retry.data && t("klaerfallAkt.angestossen", { count: retry.data.anzahl })}</p>
    </section>
  );
}

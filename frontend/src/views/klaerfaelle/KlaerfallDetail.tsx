import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { retryKlaerfall } from "../../api/commands.ts";
import { klaerfallQuery } from "../../api/queries.ts";
import { useRecht } from "../../api/session.ts";
import type { Klaerfall } from "../../api/types.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { formatMoment } from "../../lib/date.ts";
import { fileSize } from "../../lib/number.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import styles from "./KlaerfallDetail.module.css";
import { Konflikt } from "./Konflikt.tsx";
import { VerwerfenDialog, Verwerfung } from "./Verwerfung.tsx";

const route = getRouteApi("/desk/klaerfaelle/$id");

function Delivery({ fall }: { fall: Klaerfall }) {
  const { t, i18n } = useTranslation();
  const adapter = t(`zugang.adapterName.${fall.adapter}`, { defaultValue: fall.adapter });
  const rows: [string, string | undefined][] = [
    ["referenz", fall.referenz],
    ["formular", fall.formular],
    ["zugang", `${fall.zugang} · ${adapter}`],
    ["eingang", formatMoment(fall.eingangAm, i18n.language)],
    ["kennung", fall.kennung],
    ["konflikt", fall.konfliktMit],
    ["groesse", fileSize(fall.groesse, i18n.language)],
    ["versuche", String(fall.versuche)],
    ["letzterVersuch", fall.letzterVersuchAm && formatMoment(fall.letzterVersuchAm, i18n.language)],
    ["sha256", fall.sha256],
  ];
  return (
    <Facts>
      {rows.map(([name, wert]) =>
        wert ? (
          <div key={name}>
            <dt>{t([`klaerfall.${name}`, `klaerfallAkt.${name}`])}</dt>
            <dd className={name === "sha256" ? "mono wrap" : undefined}>{wert}</dd>
          </div>
        ) : null,
      )}
    </Facts>
  );
}

export function KlaerfallDetail() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const client = useQueryClient();
  const mayRetry = useRecht("klaerfall.wiederholen");
  const mayDiscard = useRecht("klaerfall.verwerfen");
  const mayMap = useRecht("konfiguration");
  const seesValues = useRecht("vorgang.lesen");
  const [discarding, setDiscarding] = useState(false);
  const { data: fall, error, isPending, refetch } = useQuery(klaerfallQuery(id));
  const retry = useMutation({
    mutationFn: () => retryKlaerfall(id),
    onSuccess: (neu) => {
      client.setQueryData(klaerfallQuery(id).queryKey, (alt) => ({
        ...alt,
        ...neu,
        rohdaten: neu.rohdaten ?? alt?.rohdaten,
      }));
      for (const key of ["klaerfaelle", "ansichten"]) client.invalidateQueries({ queryKey: [key] });
    },
  });
  const title = fall
    ? t(`klaerfallGrund.${fall.grund}`, { defaultValue: fall.detail || fall.grund || fall.referenz })
    : undefined;
  usePageTitle(title);
  return (
    <Sheet>
      <p>
        <Link to="/klaerfaelle">← {t("ansicht.klaerfaelle")}</Link>
      </p>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton />}
      {fall && (
        <div className="stack">
          <h1>{title}</h1>
          <p>{fall.detail}</p>
          <Verwerfung fall={fall} mayDiscard={mayDiscard} />
          {fall.zustand === "verworfen" ? null : fall.zustand === "erledigt" ? (
            <Notice kind="good" title={t("klaerfall.erledigtTitel")}>
              {fall.vorgangId && (
                <Link to="/vorgaenge/$id" params={{ id: fall.vorgangId }}>
                  {t("klaerfall.zumVorgang", { nummer: fall.vorgangsnummer })}
                </Link>
              )}
            </Notice>
          ) : (
            <Notice title={t("klaerfall.wasTun")}>
              <p>{t("klaerfall.wasTunText")}</p>
              {retry.isSuccess && <p role="status">{t("klaerfall.nochImmer")}</p>}
              <ProblemNotice error={retry.error} />
              {mayRetry && (
                <div className="actions">
                  <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate()}>
                    {t("klaerfall.wiederholen")}
                  </Button>
                  {mayMap && (
                    <Link to="/zugaenge/$id/formulare" params={{ id: fall.zugangId }} className={buttonClass()}>
                      {t("klaerfallAkt.zuordnen")}
                    </Link>
                  )}
                  {mayDiscard && !fall.verwerfung && (
                    <Button kind="risk" onClick={() => setDiscarding(true)}>
                      {t("klaerfallAkt.verwerfen")}
                    </Button>
                  )}
                </div>
              )}
            </Notice>
          )}
          {fall.zustand === "offen" && fall.grund === "same_id_other_content" && <Konflikt id={id} />}
          <Delivery fall={fall} />
          {fall.rohdaten && (
            <div className="stack-s">
              <h2>{t("klaerfall.rohdaten")}</h2>
              <p className="muted">{t(seesValues ? "klaerfall.rohdatenHinweis" : "klaerfall.rohdatenForm")}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
              <section className={styles.raw} tabIndex={0} aria-label={t("klaerfall.rohdaten")}>
                <pre>{fall.rohdaten}</pre>
              </section>
            </div>
          )}
        </div>
      )}
      {discarding && <VerwerfenDialog id={id} onClose={() => setDiscarding(false)} />}
    </Sheet>
  );
}

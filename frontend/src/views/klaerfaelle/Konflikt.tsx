import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptKlaerfall, klaerfallvergleichQuery } from "../../api/posteingang.ts";
import { klaerfallQuery } from "../../api/queries.ts";
import { useRecht } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TableScroll } from "../../components/Table.tsx";
import { formatMoment } from "../../lib/date.ts";
import styles from "./Konflikt.module.css";

/** Both contents under one id, side by side, and the way to keep both. */
export function Konflikt({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const mayRead = useRecht("vorgang.lesen");
  const mayRetry = useRecht("klaerfall.wiederholen");
  const { data, error, isPending, refetch } = useQuery(klaerfallvergleichQuery(id));
  const accept = useMutation({
    mutationFn: () => acceptKlaerfall(id),
    onSuccess: (neu) => {
      client.setQueryData(klaerfallQuery(id).queryKey, neu);
      for (const key of ["klaerfaelle", "ansichten"]) client.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <div className="stack-s">
      <h2>{t("klaerfallAkt.vergleich")}</h2>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton lines={4} />}
      {data && (
        <>
          <p>
            {t("klaerfallAkt.vergleichText", {
              nummer: data.vorgangsnummer,
              zeit: formatMoment(data.empfangenAm, i18n.language),
            })}{" "}
            {mayRead && (
              <Link to="/vorgaenge/$id" params={{ id: data.vorgangId }}>
                {t("klaerfall.zumVorgang", { nummer: data.vorgangsnummer })}
              </Link>
            )}
          </p>
          {data.verdeckt && <p className="muted">{t("klaerfallAkt.vergleichVerdeckt")}</p>}
          <TableScroll as="section" tabIndex={0} aria-label={t("klaerfallAkt.vergleich")}>
            <table className={styles.compare}>
              <thead>
                <tr>
                  <th scope="col">{t("klaerfallAkt.feld")}</th>
                  <th scope="col">{t("klaerfallAkt.vorher")}</th>
                  <th scope="col">{t("klaerfallAkt.nachher")}</th>
                </tr>
              </thead>
              <tbody>
                {data.unterschiede.map((u) => (
                  <tr key={u.pfad}>
                    <th scope="row">{u.label || u.pfad}</th>
                    <td>{u.vorher || t("klaerfallAkt.leer")}</td>
                    <td>{u.nachher || t("klaerfallAkt.leer")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
          <p className="muted">{t("klaerfallAkt.vergleichGleich", { count: data.gleich })}</p>
          <ProblemNotice error={accept.error} />
          {mayRetry && (
            <div className="actions">
              <Button kind="primary" busy={accept.isPending} onClick={() => accept.mutate()}>
                {t("klaerfallAkt.eigenerVorgang")}
              </Button>
              <span className="muted">{t("klaerfallAkt.eigenerVorgangText")}</span>
            </div>
          )}
        </>
      )}
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { verlaufQuery } from "../api/queries.ts";
import { Button } from "../components/Button.tsx";
import { Facts } from "../components/Facts.tsx";
import { Notice } from "../components/Notice.tsx";
import { formatDate } from "../lib/date.ts";
import { ChangesSince } from "./ChangesSince.tsx";
import { ConflictSides, Side } from "./ConflictSides.tsx";
import { differences } from "./conflict.ts";
import type { VorgangAction } from "./use-vorgang-action.ts";

interface Props<E> {
  action: VorgangAction<E>;
  /** The typed text in readable form; it stands beside what the others did. */
  typed: (input: E) => ReactNode;
}

/** Somebody was faster: both sides, nothing lost, and a way on. */
export function ConflictNotice<E>({ action, typed }: Props<E>) {
  const { t, i18n } = useTranslation();
  const { conflict } = action;
  const { data: verlauf = [] } = useQuery({ ...verlaufQuery(conflict?.now.id ?? ""), enabled: conflict !== null });
  if (!conflict) return null;
  const value = (field: string, wert: string) => {
    if (wert === "") return t("konflikt.leer");
    if (field === "status" || field === "wartetAuf") return t(`${field}.${wert}`);
    return field === "faelligAm" ? formatDate(wert, i18n.language) : wert;
  };
  return (
    <Notice kind="warn" title={t("konflikt.titel")} alert>
      <p>{t("konflikt.text")}</p>
      <ConflictSides>
        <Side title={t("konflikt.andere")}>
          <ChangesSince verlauf={verlauf} since={conflict.before.letztesEreignisAm} />
          <Facts>
            {differences(conflict.before, conflict.now).map((d) => (
              <div key={d.field}>
                <dt>{t(`feldname.${d.field}`)}</dt>
                <dd>
                  <del>{value(d.field, d.before)}</del> → <ins>{value(d.field, d.now)}</ins>
                </dd>
              </div>
            ))}
          </Facts>
        </Side>
        <Side title={t("konflikt.ihres")}>
          <div className="pre">{typed(conflict.input)}</div>
        </Side>
      </ConflictSides>
      <div className="actions">
        <Button kind="primary" busy={action.busy} onClick={action.sendAnyway}>
          {t("konflikt.trotzdem")}
        </Button>
        <Button onClick={action.dropConflict}>{t("konflikt.weiter")}</Button>
      </div>
    </Notice>
  );
}

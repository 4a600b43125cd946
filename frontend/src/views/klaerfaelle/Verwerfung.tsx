import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { confirmKlaerfall, discardKlaerfall, keepKlaerfall } from "../../api/posteingang.ts";
import { klaerfallQuery } from "../../api/queries.ts";
import type { Klaerfall } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatMoment } from "../../lib/date.ts";

function useAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<Klaerfall>) => act(),
    onSuccess: (neu) => {
      client.setQueryData(klaerfallQuery(id).queryKey, (alt) => ({
        ...alt,
        ...neu,
        rohdaten: neu.rohdaten ?? alt?.rohdaten,
      }));
      for (const key of ["klaerfaelle", "ansichten"]) client.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** Asks to discard; a second person decides. */
export function VerwerfenDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [grund, setGrund] = useState("");
  const act = useAct(id);
  return (
    <Dialog title={t("klaerfallAkt.verwerfen")} onClose={onClose}>
      <p>{t("klaerfallAkt.verwerfenText")}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          act.mutate(() => discardKlaerfall(id, grund.trim()), { onSuccess: onClose });
        }}
      >
        <TextArea
          label={t("klaerfallAkt.verwerfenGrund")}
          required
          minLength={10}
          maxLength={2000}
          value={grund}
          onChange={setGrund}
        />
        <ProblemNotice error={act.error} safe="form" />
        <div className="actions">
          <Button type="submit" kind="risk primary" busy={act.isPending}>
            {t("klaerfallAkt.verwerfenBeantragen")}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The request that waits for a second person, or that was granted. */
export function Verwerfung({ fall, mayDiscard }: { fall: Klaerfall; mayDiscard: boolean }) {
  const { t, i18n } = useTranslation();
  const act = useAct(fall.id);
  const v = fall.verwerfung;
  if (!v) return null;
  const asked = t("klaerfallAkt.beantragt", { name: v.vonName, zeit: formatMoment(v.am, i18n.language) });
  if (fall.zustand === "verworfen")
    return (
      <Notice title={t("klaerfallAkt.verworfenTitel")}>
        <p>
          {asked} {t("klaerfallAkt.grund", { grund: v.grund })}
        </p>
        <p>{t("klaerfallAkt.verworfenText", { name: v.freigabeName })}</p>
      </Notice>
    );
  return (
    <Notice kind="warn" title={asked}>
      <p>{t("klaerfallAkt.grund", { grund: v.grund })}</p>
      {!v.darfFreigeben && <p>{t("klaerfallAkt.zweite")}</p>}
      <ProblemNotice error={act.error} />
      {mayDiscard && (
        <div className="actions">
          {v.darfFreigeben && (
            <Button
              kind="risk primary"
              busy={act.isPending}
              onClick={() => act.mutate(() => confirmKlaerfall(fall.id))}
            >
              {t("klaerfallAkt.zustimmen")}
            </Button>
          )}
          <Button busy={act.isPending} onClick={() => act.mutate(() => keepKlaerfall(fall.id))}>
            {t(v.darfFreigeben ? "klaerfallAkt.ablehnen" : "klaerfallAkt.zuruecknehmen")}
          </Button>
        </div>
      )}
    </Notice>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  runUmstellung,
  type Umstellung,
  umstellungQuery,
  type Verfahrensversion,
  versionenQuery,
} from "../../api/verfahren.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { CheckField, fieldClass, RadioGroup } from "../../components/fields.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { toast } from "../../components/toast.ts";

interface Props {
  version: Verfahrensversion;
  onClose: () => void;
}

/** Which running cases go on by this version, chosen one by one; those that cannot say why. */
export function MigrateDialog({ version, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(umstellungQuery(version.id));
  const [chosen, setChosen] = useState<string[]>([]);
  const [fristen, setFristen] = useState<"behalten" | "neu">("behalten");
  const [asked, setAsked] = useState(false);
  const move = useMutation({
    mutationFn: () => runUmstellung(version.id, chosen, fristen),
    onSuccess: async ({ nicht }) => {
      toast(t("verfahren.umgestellt", { count: chosen.length - nicht.length }));
      setChosen([]);
      setAsked(false);
      await client.invalidateQueries({ queryKey: versionenQuery.queryKey });
      if (nicht.length === 0) onClose();
    },
  });
  const vorgaenge = query.data?.vorgaenge ?? [];
  const possible = vorgaenge.filter((v) => !v.grund);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (chosen.length === 0) setAsked(true);
    else move.mutate();
  };
  const choose = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((other) => other !== id)));
  return (
    <Dialog title={t("verfahren.umstellenTitel", { stand: version.stand })} wide onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{t("verfahren.umstellenText")}</p>
        {query.isPending && <Skeleton lines={4} />}
        <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
        {query.data && vorgaenge.length === 0 && <p>{t("verfahren.umstellenNichts")}</p>}
        {possible.length > 0 && (
          <>
            <fieldset className={fieldClass.frame}>
              <legend>{t("verfahren.umstellenWahl")}</legend>
              {possible.length > 1 && (
                <CheckField
                  label={t("verfahren.umstellenAlle", { count: possible.length })}
                  checked={chosen.length === possible.length}
                  onChange={(on) => setChosen(on ? possible.map((v) => v.id) : [])}
                />
              )}
              {possible.map((v) => (
                <CheckField
                  key={v.id}
                  label={t("verfahren.umstellenVorgang", { nummer: v.vorgangsnummer, stand: v.stand })}
                  checked={chosen.includes(v.id)}
                  onChange={(on) => choose(v.id, on)}
                />
              ))}
            </fieldset>
            <RadioGroup
              legend={t("verfahren.umstellenFristen")}
              value={fristen}
              onChange={(wert) => setFristen(wert === "neu" ? "neu" : "behalten")}
              options={[
                { value: "behalten", label: t("verfahren.umstellenBehalten") },
                { value: "neu", label: t("verfahren.umstellenNeu") },
              ]}
            />
          </>
        )}
        <Impossible vorgaenge={vorgaenge.filter((v) => v.grund)} />
        {query.data?.mehr && <p className="muted">{t("verfahren.umstellenMehr")}</p>}
        {asked && chosen.length === 0 && (
          <p className="danger" role="alert">
            {t("verfahren.umstellenFehlt")}
          </p>
        )}
        {move.data && move.data.nicht.length > 0 && (
          <Notice kind="warn" title={t("verfahren.nichtUmgestellt")} alert>
            <Bullets>
              {move.data.nicht.map((x) => (
                <li key={x.id}>{x.grund}</li>
              ))}
            </Bullets>
          </Notice>
        )}
        <ProblemNotice error={move.error} safe="form" />
        <div className="actions">
          {possible.length > 0 && (
            <Button kind="primary" type="submit" busy={move.isPending}>
              {t("verfahren.umstellenJetzt")}
            </Button>
          )}
          <Button onClick={onClose}>{t("allgemein.abbrechen")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Impossible({ vorgaenge }: { vorgaenge: Umstellung[] }) {
  const { t } = useTranslation();
  if (vorgaenge.length === 0) return null;
  return (
    <Bullets>
      {vorgaenge.map((v) => (
        <li key={v.id}>
          {t("verfahren.umstellenGehtNicht", { nummer: v.vorgangsnummer, stand: v.stand, grund: v.grund })}
        </li>
      ))}
    </Bullets>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { copyMuster, deleteMuster, type Muster, uploadMuster, zuordnungQuery } from "../../api/zuordnung.ts";
import { toast } from "../../components/toast.ts";
import type { Bench } from "./use-bench.ts";

/** Brings samples to the workbench: a file, or a delivery from the mail room. */
export function useSamples(bench: Bench, show: (id: string) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { zuordnung } = bench;
  const [foreign, setForeign] = useState<Muster | null>(null);
  const refetch = () => client.invalidateQueries({ queryKey: zuordnungQuery(zuordnung.id).queryKey });
  const taken = async (muster: Muster) => {
    const here = muster.formular === zuordnung.formular && ["", muster.version].includes(zuordnung.version);
    setForeign(here ? null : muster);
    client.setQueryData(["muster", muster.id], muster);
    if (!here) return;
    await refetch();
    show(muster.id);
    const felder = muster.struktur.length || muster.felder.length;
    bench.say(t("zuordnung.muster.gelesen", { name: muster.name, felder, dokumente: muster.dokumente.length }));
  };
  const upload = useMutation({
    mutationFn: (file: File) => uploadMuster(zuordnung.zugang, file),
    onSuccess: taken,
  });
  const copy = useMutation({ mutationFn: copyMuster, onSuccess: taken });
  const remove = useMutation({
    mutationFn: deleteMuster,
    onSuccess: async () => {
      await refetch();
      toast(t("zuordnung.muster.entfernt"));
    },
  });
  return {
    upload: upload.mutate,
    copy: copy.mutateAsync,
    remove: remove.mutate,
    busy: upload.isPending || copy.isPending,
    error: upload.error ?? copy.error ?? remove.error,
    foreign,
  };
}

export type Samples = ReturnType<typeof useSamples>;

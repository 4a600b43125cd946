import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { createZuordnung, deleteZuordnung, uploadSchema } from "../../api/zuordnung.ts";
import { toast } from "../../components/toast.ts";
import type { Bench } from "./use-bench.ts";

/** What is done with the draft as a whole: load a schema, delete it, begin a new one. */
export function useDraftActs(bench: Bench) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { zuordnung: z, mapping } = bench;
  const forms = () => client.invalidateQueries({ queryKey: ["formulare", z.zugang] });
  const schema = useMutation({
    mutationFn: async (file: File) =>
      (await mapping.flush()) ? uploadSchema(z.id, mapping.currentStand(), file) : null,
    onSuccess: (next) => {
      if (!next) return;
      mapping.replace(next);
      client.invalidateQueries({ queryKey: ["muster"] });
      toast(t("zuordnung.schemaGeladen", { schema: next.schema }));
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteZuordnung(z.id),
    onSuccess: async () => {
      mapping.forget();
      await forms();
      await navigate({ to: "/zugaenge/$id/formulare", params: { id: z.zugang } });
      client.removeQueries({ queryKey: ["zuordnung", z.id] });
    },
  });
  const begin = useMutation({
    mutationFn: () => createZuordnung({ zugang: z.zugang, formular: z.formular, version: z.version }),
    onSuccess: (next) => navigate({ to: "/zuordnungen/$id", params: { id: next.id } }),
  });
  return {
    loadSchema: (file: File) => schema.mutate(file),
    remove: () => remove.mutate(),
    begin: () => begin.mutate(),
    busy: schema.isPending || remove.isPending || begin.isPending,
    error: remove.error,
    pageError: schema.error ?? begin.error,
  };
}

export type Draft = ReturnType<typeof useDraftActs>;

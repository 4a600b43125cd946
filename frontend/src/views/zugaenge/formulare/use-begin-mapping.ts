import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { createZuordnung, importZuordnung, uploadMuster } from "../../../api/zuordnung.ts";

/** A form whose mapping begins as soon as the person has said for which versions. */
export interface Waiting {
  formular: string;
  version: string;
  muster?: string;
}

/** The ways to a draft: from a row of the list, from a sample, from a text file. */
export function useBeginMapping(zugang: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const show = (id: string, muster?: string) => {
    client.invalidateQueries({ queryKey: ["formulare", zugang] });
    return navigate({ to: "/zuordnungen/$id", params: { id }, search: muster ? { muster } : {} });
  };
  const create = useMutation({
    mutationFn: (w: Waiting) => createZuordnung({ zugang, formular: w.formular, version: w.version }),
    onSuccess: (z, w) => show(z.id, w.muster),
  });
  /** A form that names a version: the person says whether the mapping is for this one or for all. */
  const ask = (w: Waiting) => (w.version === "" ? create.mutate(w) : setWaiting(w));
  const sample = useMutation({
    mutationFn: (file: File) => uploadMuster(zugang, file),
    onSuccess: (m) => ask({ formular: m.formular, version: m.version, muster: m.id }),
  });
  const file = useMutation({
    mutationFn: (chosen: File) => importZuordnung(zugang, chosen),
    onSuccess: (z) => show(z.id),
  });
  return {
    waiting,
    ask,
    cancel: () => setWaiting(null),
    open: create.mutate,
    fromSample: sample.mutate,
    fromFile: file.mutate,
    reading: sample.isPending,
    busy: create.isPending || sample.isPending || file.isPending,
    error: create.error ?? sample.error ?? file.error,
  };
}

export type BeginMapping = ReturnType<typeof useBeginMapping>;

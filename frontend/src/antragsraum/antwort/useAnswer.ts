import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client";
import { useReloadVorgang, useStoreVorgang } from "../api/queries";
import { type Beilage, sendAnswer } from "../api/sendAnswer";
import type { Vorgang } from "../api/types";
import { announce } from "../lib/announce";
import { useDraft } from "../lib/draft";
import { abdruckOf, checkFiles, type FileComplaint } from "../lib/files";

export type Phase =
  | { name: "bereit" }
  | { name: "sendet"; share: number }
  | { name: "fehler"; error: unknown }
  | { name: "gesendet"; at: Date };

/** One answer from the first letter to the server's receipt. Text, files and key stay until the receipt is here. */
export function useAnswer(vorgang: Vorgang, nachrichtId: string | undefined) {
  const { t } = useTranslation();
  const draft = useDraft(nachrichtId ?? vorgang.id);
  const [beilagen, setBeilagen] = useState<Beilage[]>([]);
  const [complaints, setComplaints] = useState<{ part: string; list: FileComplaint[] }>({ part: "", list: [] });
  const [phase, setPhase] = useState<Phase>({ name: "bereit" });
  const abort = useRef<AbortController>(undefined);
  const store = useStoreVorgang();
  const reload = useReloadVorgang(vorgang.id);
  useWarnBeforeLeaving(beilagen.length > 0 || phase.name === "sendet");

  const addFiles = (part: string, chosen: File[]) => {
    const { good, complaints: list } = checkFiles(beilagen, chosen);
    setBeilagen([...beilagen, ...good.map((file) => ({ part, file }))]);
    setComplaints({ part, list });
    if (good.length > 0) announce(t("datei.gewaehlt", { name: good.map((file) => file.name).join(", ") }));
  };
  const removeFile = (gone: Beilage) => {
    setBeilagen(beilagen.filter((beilage) => beilage !== gone));
    announce(t("datei.entfernt", { name: gone.file.name }));
  };

  const send = async () => {
    if (phase.name === "sendet") return;
    const text = draft.text.trim();
    const schluessel = draft.keyFor(abdruckOf(text, beilagen));
    const controller = new AbortController();
    abort.current = controller;
    setPhase({ name: "sendet", share: 0 });
    announce(t("antwort.sendet"));
    let said = 0;
    const onProgress = (share: number) => {
      setPhase({ name: "sendet", share });
      const quarter = Math.floor(share * 4);
      if (quarter > said && quarter < 4) announce(t("antwort.sendetProzent", { prozent: quarter * 25 }));
      said = Math.max(said, quarter);
    };
    try {
      const answer = { vorgangId: vorgang.id, nachrichtId, schluessel, text, beilagen };
      const after = await sendAnswer(answer, onProgress, controller.signal);
      draft.clear();
      setBeilagen([]);
      setPhase({ name: "gesendet", at: new Date() });
      store(after);
    } catch (error) {
      setPhase({ name: "fehler", error });
      // perhaps it arrived and only the receipt was lost: show what the server knows
      if (error instanceof ApiError && error.code !== "invalid") void reload();
    }
  };

  return {
    draft,
    beilagen,
    complaints,
    phase,
    addFiles,
    removeFile,
    send,
    cancel: () => abort.current?.abort(),
    again: () => setPhase({ name: "bereit" }),
  };
}

export type AnswerState = ReturnType<typeof useAnswer>;

/** Files cannot be kept over a reload, so the browser asks before they are lost. */
function useWarnBeforeLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}

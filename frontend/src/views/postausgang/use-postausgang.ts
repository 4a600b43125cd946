import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { postausgangQuery, postPostausgang, printPostausgang } from "../../api/postausgang.ts";
import type { Postbrief, Postergebnis } from "../../api/types.ts";
import { today } from "../../lib/date.ts";
import { saveBlob } from "../../lib/download.ts";
import { bodyOf, type Confirmation, type Question, questionOf, refusedOf } from "./posting.ts";

export interface Postausgang {
  picked: Postbrief[];
  pick: (ids: string[], on: boolean) => void;
  refused: Map<string, Postergebnis>;
  question: Question | undefined;
  dropQuestion: () => void;
  print: (beidseitig: boolean) => Promise<void>;
  post: (tag: string) => Promise<void>;
  confirm: () => Promise<void>;
  /** What was done, for people who do not see the list change. */
  said: string;
  error: unknown;
  busy: boolean;
}

/** Which letters are chosen, and what became of printing and entering them. */
export function usePostausgang(rows: Postbrief[]): Postausgang {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [ids, setIds] = useState<Set<string>>(new Set());
  const [refused, setRefused] = useState<Map<string, Postergebnis>>(new Map());
  const [question, setQuestion] = useState<Question>();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const picked = rows.filter((r) => ids.has(r.dokument));

  async function run(work: () => Promise<string>) {
    setBusy(true);
    setError(null);
    setSaid("");
    try {
      setSaid(await work());
    } catch (fault) {
      setError(fault);
    }
    await client.invalidateQueries({ queryKey: postausgangQuery.queryKey });
    setBusy(false);
  }

  const enter = (tag: string, of: Postbrief[], bestaetigt: Confirmation[]) =>
    run(async () => {
      setQuestion(undefined);
      const results = await postPostausgang(bodyOf(tag, of, bestaetigt));
      const done = results.filter((r) => r.eingetragen);
      const left = refusedOf(results);
      setIds((now) => new Set([...now].filter((id) => !done.some((r) => r.dokument === id))));
      setRefused(new Map(left.map((r) => [r.dokument, r])));
      setQuestion(questionOf(tag, results));
      return [
        done.length > 0 && t("postausgang.fertig", { count: done.length }),
        left.length > 0 && t("postausgang.abgelehnt", { count: left.length }),
      ]
        .filter(Boolean)
        .join(" ");
    });

  return {
    ...{ picked, refused, question, said, error, busy },
    pick(some, on) {
      setQuestion(undefined);
      setIds((now) => {
        const next = new Set(now);
        for (const id of some) on ? next.add(id) : next.delete(id);
        return next;
      });
    },
    dropQuestion: () => setQuestion(undefined),
    print: (beidseitig) =>
      run(async () => {
        const blob = await printPostausgang(
          picked.map((r) => r.dokument),
          beidseitig,
        );
        saveBlob(blob, t("postausgang.datei", { tag: today() }));
        return t("postausgang.gedruckt");
      }),
    post: (tag) =>
      enter(
        tag,
        picked.filter((r) => r.aufgebbar),
        [],
      ),
    confirm: async () => {
      if (!question) return;
      const asked = rows.filter((r) => question.briefe.includes(r.dokument));
      await enter(
        question.tag,
        asked,
        question.was.map(({ was }) => was),
      );
    },
  };
}

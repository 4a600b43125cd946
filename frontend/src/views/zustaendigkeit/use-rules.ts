import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asProblem } from "../../api/problem.ts";
import { updateZustaendigkeit, type Zustaendigkeit, zustaendigkeitQuery } from "../../api/zuordnung.ts";
import { storage } from "../../lib/storage.ts";
import { type Row, sameRules, tidy, toRow } from "./rules.ts";

/** Begins like the other drafts, so that signing out takes it away from a shared machine. */
const LOCAL = "kontor.entwurf.zustaendigkeit";

interface Local {
  version: number;
  regeln: Row["regel"][];
}

function readLocal(): Local | null {
  try {
    return JSON.parse(storage.read(LOCAL) ?? "null");
  } catch {
    return null;
  }
}

/** The table under edit. What is not saved survives a reload; a faster colleague is never overwritten unasked. */
export function useRules() {
  const client = useQueryClient();
  const query = useQuery(zustaendigkeitQuery);
  const [rows, setRows] = useState<Row[]>([]);
  const [base, setBase] = useState<Zustaendigkeit | null>(null);
  const [theirs, setTheirs] = useState<Zustaendigkeit | null>(null);
  const dirty = base !== null && !sameRules(base.regeln, tidy(rows));
  const touched = useRef(false);
  touched.current = dirty;
  const latest = useRef(rows);
  latest.current = rows;

  const adopt = (z: Zustaendigkeit) => {
    storage.write(LOCAL, null);
    setBase(z);
    setRows(z.regeln.map(toRow));
    setTheirs(null);
  };

  const { data } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the server, not what is typed
  useEffect(() => {
    if (!data) return;
    if (base === null) {
      const local = readLocal();
      setBase(data);
      setRows((local?.regeln ?? data.regeln).map(toRow));
      if (local && local.version !== data.version && !sameRules(local.regeln, data.regeln)) setTheirs(data);
    } else if (data.version > base.version && !theirs) {
      if (touched.current) setTheirs(data);
      else adopt(data);
    }
  }, [data]);

  const keep = (version: number, next: Row[]) =>
    storage.write(LOCAL, JSON.stringify({ version, regeln: next.map((r) => r.regel) }));
  const change = (next: Row[]) => {
    setRows(next);
    if (base) keep(base.version, next);
  };
  /** What was typed while the table was under way stays, on top of what is saved now. */
  const goOn = (saved: Zustaendigkeit) => {
    keep(saved.version, latest.current);
    setBase(saved);
    setTheirs(null);
  };

  const save = useMutation({
    mutationFn: async (version: number) => {
      const sent = latest.current;
      return { sent, saved: await updateZustaendigkeit(version, tidy(sent)) };
    },
    onSuccess: ({ sent, saved }) => {
      client.setQueryData(zustaendigkeitQuery.queryKey, saved);
      if (latest.current === sent) adopt(saved);
      else goOn(saved);
    },
    onError: async (fault) => {
      if (asProblem(fault).code === "stale")
        setTheirs(await client.fetchQuery({ ...zustaendigkeitQuery, staleTime: 0 }));
    },
  });
  return {
    query,
    base,
    rows,
    dirty,
    theirs,
    change,
    /** The rows as they stand when an undo comes seconds later. */
    current: () => latest.current,
    busy: save.isPending,
    error: save.error && asProblem(save.error).code !== "stale" ? save.error : null,
    save: (done: () => void) => base && save.mutate(base.version, { onSuccess: done }),
    /** Replaces what a colleague saved meanwhile; only for somebody who was shown it. */
    saveOver: (done: () => void) => theirs && save.mutate(theirs.version, { onSuccess: done }),
    /** Drops what was typed. */
    reset: () => {
      const now = theirs ?? base;
      if (now) adopt(now);
    },
  };
}

export type Rules = ReturnType<typeof useRules>;

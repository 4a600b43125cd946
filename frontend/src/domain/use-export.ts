import { useState } from "react";
import { fetchFile } from "../api/client.ts";
import type { Auslassung } from "../api/types.ts";
import { today } from "../lib/date.ts";
import { saveBlob } from "../lib/download.ts";
import { leftOutOf } from "./LeftOutDialog.tsx";

export interface Export {
  run: (bestaetigt?: string[]) => Promise<void>;
  /** The files that would be left out, until the person confirms or drops the export. */
  left: Auslassung[] | undefined;
  drop: () => void;
  error: unknown;
  busy: boolean;
}

/** Cases as one xdomea file. */
export function useExport(ids: string[]): Export {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const left = leftOutOf(fault);
  return {
    run: async (bestaetigt = []) => {
      setBusy(true);
      try {
        const { blob, name } = await fetchFile("/api/v1/export/xdomea", { vorgaenge: ids, bestaetigt });
        saveBlob(blob, name ?? `xdomea-${today()}.zip`);
        setFault(null);
      } catch (error) {
        setFault(error);
      }
      setBusy(false);
    },
    left,
    drop: () => setFault(null),
    error: left ? null : fault,
    busy,
  };
}

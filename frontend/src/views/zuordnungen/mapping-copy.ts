import type { Inhalt } from "../../api/zuordnung.ts";
import type { Stored } from "../../lib/autosave.ts";
import { storage } from "../../lib/storage.ts";

/** The browser's own copy of a draft, there only while the server lacks something of it. */
export interface MappingCopy {
  base: Stored<Inhalt>;
  inhalt: Inhalt;
}

/** Begins like the other drafts, so that signing out takes it away from a shared machine. */
export const copyKey = (id: string): string => `kontor.entwurf.zuordnung.${id}`;

export const writeCopy = (id: string, open: MappingCopy | null): void =>
  storage.write(copyKey(id), open && JSON.stringify(open));

export function readCopy(id: string): MappingCopy | null {
  try {
    return JSON.parse(storage.read(copyKey(id)) ?? "null");
  } catch {
    return null;
  }
}

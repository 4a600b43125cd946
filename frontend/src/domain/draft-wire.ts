import { api, fetched } from "../api/client.ts";
import { asProblem } from "../api/problem.ts";
import type { Entwurf } from "../api/types.ts";
import { begin, Rules, type Stored } from "../lib/autosave.ts";
import { Autosaver, underWayAs } from "../lib/autosaver.ts";
import { Channel } from "../lib/channel.ts";
import { clashes, merge, same } from "../lib/draft-merge.ts";
import { storage } from "../lib/storage.ts";

const PREFIX = "kontor.entwurf.";
const ENTWURF = "/api/v1/vorgaenge/{id}/entwuerfe/{art}";
/** Browsers let a request outlive its page up to 64 KiB. */
const OUTLIVES = 60_000;

type Inhalt = Record<string, unknown>;

interface Local {
  /** What the server had when this was typed. */
  base?: Inhalt;
  inhalt: Inhalt;
  am: string;
}

/** Unsaved copies must not stay behind on a shared machine. */
export const forgetLocalDrafts = (): void => storage.removeAll(PREFIX);

function readLocal(key: string): Local | null {
  try {
    return JSON.parse(storage.read(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * The younger of the two copies; the local one exists only while the server has not confirmed. It was typed on what the
 * server still has, or the clocks decide, which may differ.
 */
export function youngerDraft(server: Entwurf | null, local: Local | null, blank: object = {}): Inhalt | null {
  const untouched = local?.base && server && same({ ...blank, ...server.inhalt }, local.base);
  if (local && (!server?.am || untouched || local.am > server.am)) return local.inhalt;
  return server && Object.keys(server.inhalt).length > 0 ? server.inhalt : (local?.inhalt ?? null);
}

interface News {
  key: string;
  inhalt: object;
  version: number | undefined;
}
/** What another window has saved. */
const windows = new Channel<News>("kontor.entwuerfe");

const rules = new Rules<object>({
  same,
  merge: (base, mine, theirs) => merge(base, mine, theirs) as object,
  clash: (base, mine, theirs) => clashes(base, mine, theirs).length > 0,
});

const keyOf = (vorgangId: string, art: string): string => `${PREFIX}${vorgangId}.${art}`;
const wires = new WeakMap<Autosaver<object>, DraftWire>();

/** One draft of this person, on the server, in the browser and in other windows. */
export class DraftWire {
  readonly key: string;
  readonly saver: Autosaver<object>;
  private readonly params: { path: { id: string; art: string } };
  private readonly blank: object;
  /** What the server calls our stands; undefined where an earlier copy of the program did not say. */
  private readonly versions: (number | undefined)[] = [0];

  constructor(vorgangId: string, art: string, blank: object) {
    this.key = keyOf(vorgangId, art);
    this.params = { path: { id: vorgangId, art } };
    this.blank = blank;
    this.saver = new Autosaver<object>(this.key, rules, this, begin({ stand: 0, inhalt: blank }, blank));
    wires.set(this.saver, this);
  }

  /** The one of this purpose that is still under way after the page was left, or a new one; and whether it is that. */
  static takeUp(vorgangId: string, art: string, blank: object): { wire: DraftWire; resumed: boolean } {
    const left = underWayAs<object, Stored<object>>(keyOf(vorgangId, art));
    const wire = left && wires.get(left);
    return { wire: wire ?? new DraftWire(vorgangId, art, blank), resumed: !!wire };
  }

  /** A stand of ours for a version of the server. */
  private known(version: number | undefined, inhalt: object): Stored<object> {
    return { stand: this.versions.push(version) - 1, inhalt: { ...this.blank, ...inhalt } };
  }

  /** An empty draft is none: it is taken away, in its turn after what is under way. */
  async save(stand: number, inhalt: object): Promise<Stored<object>> {
    const on = this.versions[stand];
    const gone = same(inhalt, this.blank);
    const version = gone ? await this.remove(on) : await this.put(inhalt as Inhalt, on);
    windows.tell({ key: this.key, inhalt: gone ? {} : inhalt, version });
    return this.known(version, inhalt);
  }

  private async remove(on: number | undefined): Promise<number> {
    const query = on === undefined ? {} : { stand: on };
    await fetched(api.DELETE(ENTWURF, { params: { ...this.params, query }, keepalive: true }));
    return 0;
  }

  private async put(inhalt: Inhalt, on: number | undefined): Promise<number | undefined> {
    const body = { inhalt, stand: on };
    const keepalive = new Blob([JSON.stringify(body)]).size < OUTLIVES;
    return (await fetched(api.PUT(ENTWURF, { params: this.params, body, keepalive })))?.stand;
  }

  async explain(fault: unknown) {
    if (asProblem(fault).code !== "stale") return { type: "unanswered" } as const;
    const { inhalt, stand } = await this.fetch();
    return { type: "stale", theirs: this.known(stand, inhalt) } as const;
  }

  keep(open: { base: Stored<object>; inhalt: object } | null): void {
    const local = open && { base: open.base.inhalt, inhalt: open.inhalt, am: new Date().toISOString() };
    storage.write(this.key, local && JSON.stringify(local));
  }

  /** What the server has; nothing is an empty draft. */
  async fetch(): Promise<Entwurf> {
    try {
      return await fetched(api.GET(ENTWURF, { params: this.params }));
    } catch (fault) {
      if (asProblem(fault).code === "not_found") return { inhalt: {}, stand: 0 };
      throw fault;
    }
  }

  /** Takes over what the server and the browser have kept; whether that is anything. null = the server does not answer. */
  begin(server: Entwurf | null): boolean {
    const earlier = youngerDraft(server, readLocal(this.key), this.blank);
    if (server) this.saver.tell({ type: "heard", now: this.known(server.stand, server.inhalt) });
    if (earlier) this.saver.tell({ type: "edit", inhalt: { ...this.blank, ...earlier } });
    return earlier !== null;
  }

  /** Follows what another window saves; `then` learns whether there is a draft now. */
  follow(then: (there: boolean) => void): () => void {
    return windows.hear((news) => {
      if (news.key !== this.key) return;
      this.saver.tell({ type: "heard", now: this.known(news.version, news.inhalt) });
      then(!same(this.saver.snapshot().inhalt, this.blank));
    });
  }
}
